import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a signature vouches for: this answer, in this size and format, until then. A new version ends it. */
export interface Signed {
  userId: string;
  version: string;
  size: number | null;
  format: string | null;
  /** Unix seconds. */
  expires: number;
}

/** Signs picture URLs, and tells whether a signature is ours. */
export interface UrlSigner {
  /** 43 characters of base64url. */
  sign(what: Signed): string;
  verify(what: Signed, signature: string): boolean;
}

/**
 * HMAC-SHA-256 (RFC 2104) with a key derived from the secret for this use alone (HKDF, RFC 5869), so that nothing signed
 * for another purpose is ever valid here. Compared in constant time.
 */
export function createUrlSigner(secret: string): UrlSigner {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'visage picture url', 32));
  const mac = ({ userId, version, size, format, expires }: Signed) =>
    // As JSON, so that no two different lists of values ever read the same.
    createHmac('sha256', key)
      .update(JSON.stringify([userId, version, size, format, expires]))
      .digest();
  return {
    sign: (what) => mac(what).toString('base64url'),
    verify(what, signature) {
      const given = Buffer.from(signature, 'base64url');
      const ours = mac(what);
      // The length is no secret. Decoding is lenient, so what was decoded must read as it was given.
      return given.length === ours.length && given.toString('base64url') === signature && timingSafeEqual(given, ours);
    },
  };
}
