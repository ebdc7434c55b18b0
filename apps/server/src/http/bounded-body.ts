import type { Refusal } from '@visage/contract/errors';

/**
 * Reads the body of a request, or of another server's answer, never holding more than `limit` bytes of it. Throws `Refusal('too_many_bytes')`: at once when
 * Content-Length says so, else when the limit is passed; the rest is not read.
 */
export async function readBounded(
  request: Pick<Request | Response, 'headers' | 'body'>,
  limit: number,
  tooMany: () => Refusal,
): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > limit) throw tooMany();
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) throw tooMany();
    chunks.push(chunk);
  }
  const [only] = chunks;
  if (chunks.length === 1 && only) return only;
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
