import { createGate, type Gate } from './gate';

/** Bytes that the bodies of uploads may hold in memory at once, in uploads of the largest kind. */
const uploadsAtOnce = 8;

/** The largest body that `picture.upload` takes, for a file of `maxUploadBytes`. */
export function maxUploadBody(maxUploadBytes: number): number {
  // Base64 is four characters for three bytes, each of which JSON may write as two (some escape every slash); alt text and
  // the JSON around come on top. The decoded size is checked again, exactly.
  return Math.ceil(maxUploadBytes / 3) * 4 * 2 + 8192;
}

/** What all uploads under way share, whichever route they come by. */
export function createUploadRoom(maxUploadBytes: number): Gate {
  return createGate(uploadsAtOnce * maxUploadBody(maxUploadBytes));
}

/** What an upload counts for while it is read: one too large is refused unread, and one that doesn't say counts as the largest. */
export function uploadWeight(request: Request, largest: number): number {
  const bytes = Number(request.headers.get('content-length') ?? largest);
  return bytes > largest ? 0 : bytes;
}
