import { Refusal } from '@visage/contract/errors';
import { tooManyBytes } from '../../domain/pictures';

/**
 * The bytes of canonical base64 (RFC 4648 section 4: padded, no white space). Throws `Refusal`: `invalid_input` for anything
 * else, `too_many_bytes` by the length of the text, before it is decoded.
 */
export function decodeBase64(text: string, maxBytes: number): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if ((text.length / 4) * 3 - padding > maxBytes) throw tooManyBytes(maxBytes);
  try {
    if (/\s/.test(text)) throw new SyntaxError('white space');
    return Uint8Array.fromBase64(text, { lastChunkHandling: 'strict' });
  } catch (cause) {
    throw new Refusal('invalid_input', 'The picture must be base64, without a data: prefix.', {
      fields: { data: 'Not base64.' },
      cause,
    });
  }
}
