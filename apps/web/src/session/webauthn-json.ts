/**
 * WebAuthn's options and answers as JSON (WebAuthn level 3 section 5.1.8 to 5.1.10), by hand: browsers before 2025 lack `parse…FromJSON`
 * or `toJSON`, and the packages that stand in for them are larger than this.
 */
type Json = Record<string, unknown>;
type Descriptor = { id: string };

export function creationOptions(json: Json): PublicKeyCredentialCreationOptions {
  const user = json.user as Json & Descriptor;
  return {
    ...json,
    challenge: bytesOf(json.challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: descriptors(json.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
}

export function requestOptions(json: Json): PublicKeyCredentialRequestOptions {
  return {
    ...json,
    challenge: bytesOf(json.challenge),
    allowCredentials: descriptors(json.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
}

export function credentialAsJson(credential: PublicKeyCredential): Json {
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answerAsJson(credential.response),
  };
}

function answerAsJson(answer: AuthenticatorResponse): Json {
  const clientDataJSON = textOf(answer.clientDataJSON);
  if ('attestationObject' in answer) {
    const { attestationObject } = answer as AuthenticatorAttestationResponse;
    const transports = (answer as AuthenticatorAttestationResponse).getTransports?.() ?? [];
    return { clientDataJSON, attestationObject: textOf(attestationObject), transports };
  }
  const { authenticatorData, signature, userHandle } = answer as AuthenticatorAssertionResponse;
  return {
    clientDataJSON,
    authenticatorData: textOf(authenticatorData),
    signature: textOf(signature),
    userHandle: userHandle ? textOf(userHandle) : undefined,
  };
}

function descriptors(listed: unknown): unknown[] {
  return ((listed ?? []) as Descriptor[]).map((each) => ({ ...each, id: bytesOf(each.id) }));
}

/** base64url, without padding, both ways. */
export function bytesOf(text: unknown): Uint8Array<ArrayBuffer> {
  const binary = atob(String(text).replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

export function textOf(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
