import { Refusal } from '@visage/contract/errors';
import { signedUrlSeconds } from '@visage/contract/limits';
import type { Format, PictureMetadata } from '@visage/contract/picture';
import { pictureUrl } from '@visage/contract/picture-url';
import type { Caller } from '../../domain/caller';
import { alwaysSees } from '../../domain/visibility';
import type { UrlSigner } from '../signed-url';

interface Wanted {
  size?: number | undefined;
  format?: Format | undefined;
  expiresIn?: number | undefined;
}

/**
 * A URL of the picture that works without a session until it expires. `now` in Unix seconds. Throws
 * `Refusal('invalid_input')` for a format without a size, and for a time longer than the caller may give.
 */
export function signedPictureUrl(
  signer: UrlSigner,
  caller: Caller,
  picture: { userId: string; version: PictureMetadata['version'] },
  { size, format, expiresIn = signedUrlSeconds.usual }: Wanted,
  now: number,
): { url: string; expiresAt: string } {
  if (format !== undefined && size === undefined) throw refused('format', 'A format belongs to a size.');
  const most = alwaysSees(caller, picture.userId) ? signedUrlSeconds.owner : signedUrlSeconds.usual;
  if (expiresIn > most) throw refused('expiresIn', `At most ${most} seconds.`);
  const expires = now + expiresIn;
  const sizedFormat = size === undefined ? null : (format ?? 'webp');
  const signature = signer.sign({ ...picture, size: size ?? null, format: sizedFormat, expires });
  const sized = size === undefined ? {} : { size, format: sizedFormat ?? 'webp' };
  return {
    url: pictureUrl({ id: picture.userId }, { ...sized, signed: { expires, signature } }),
    expiresAt: new Date(expires * 1000).toISOString(),
  };
}

function refused(field: string, message: string): Refusal {
  return new Refusal('invalid_input', message, { fields: { [field]: message } });
}
