import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

interface Circumstances {
  /** The page that asks, as the browser tells it. */
  origin: string;
  rpId?: string;
  /** Whether its owner has unlocked it. */
  verified?: boolean;
}

/** A passkey in software, speaking WebAuthn level 3 as far as signing up and in with one takes. Attests nothing, as browsers do unless asked. */
export function createAuthenticator() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let uses = 0;

  function clientData(type: string, challenge: string, { origin }: Circumstances): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  /** Section 6.1. */
  function authenticatorData({ rpId = 'localhost', verified = true }: Circumstances, credential = Buffer.alloc(0)) {
    uses += 1;
    const flags = 0x01 | (verified ? 0x04 : 0) | (credential.byteLength > 0 ? 0x40 : 0);
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags);
    rest.writeUInt32BE(uses, 1);
    return Buffer.concat([sha256(Buffer.from(rpId)), rest, credential]);
  }

  /** What `navigator.credentials` answers, as JSON. */
  const answer = (response: Record<string, string>) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });

  return {
    create(challenge: string, circumstances: Circumstances) {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const key = Buffer.concat([
        // COSE (RFC 9053 section 7.1.1): EC2, ES256, P-256.
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
        ...[Buffer.from([0x21]), cborBytes(Buffer.from(x, 'base64url'))],
        ...[Buffer.from([0x22]), cborBytes(Buffer.from(y, 'base64url'))],
      ]);
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.byteLength]), id, key]);
      const attestation = Buffer.concat([
        ...[Buffer.from([0xa3]), cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.from([0xa0])],
        ...[cborText('authData'), cborBytes(authenticatorData(circumstances, credential))],
      ]);
      return answer({
        clientDataJSON: clientData('webauthn.create', challenge, circumstances).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      });
    },

    get(challenge: string, circumstances: Circumstances) {
      const data = authenticatorData(circumstances);
      const client = clientData('webauthn.get', challenge, circumstances);
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
      });
    },
  };
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** RFC 8949: a byte string of less than 64 KB. */
function cborBytes(bytes: Buffer): Buffer {
  const { byteLength } = bytes;
  const head = byteLength < 256 ? [0x58, byteLength] : [0x59, byteLength >> 8, byteLength & 255];
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** A text of less than 24 characters. */
function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);
}
