import type { AcceptedMimeType } from '@visage/contract/picture';

/**
 * Whether the type someone declared is the type the bytes have. Any string is taken: case does not count (RFC 9110
 * section 8.3.1), parameters are dropped, and `image/jpg`, which many programs say, means `image/jpeg`.
 */
export function declaredTypeAgrees(declared: string, actual: AcceptedMimeType): boolean {
  const semicolon = declared.indexOf(';');
  const essence = (semicolon < 0 ? declared : declared.slice(0, semicolon)).trim().toLowerCase();
  return (essence === 'image/jpg' ? 'image/jpeg' : essence) === actual;
}
