import { accepts } from '../accepted-encoding';
import { awaitedBody } from '../awaited-body';

/** Bytes of a body that fits the first packet of an answer; a smaller one gains nothing. */
const worthwhile = 1200;
/** Compressing holds up every other request: an export of pictures, which would take seconds, is sent as it is. */
const notPast = 262_144;

/**
 * The answer to a query, gzipped where the client takes that: a page of the directory is 18 kB of JSON, which a new connection
 * sends in two round trips, and 5 kB gzipped. Not for mutations: what they answer is small, or secret.
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
  if (request.method !== 'GET' || !response.body) return response;
  response.headers.append('Vary', 'Accept-Encoding');
  if (!accepts(request.headers.get('accept-encoding'), 'gzip')) return response;
  const body = await response.bytes();
  if (body.byteLength < worthwhile || body.byteLength > notPast) return new Response(body, response);
  response.headers.set('Content-Encoding', 'gzip');
  return new Response(awaitedBody(Bun.gzipSync(new Uint8Array(body))), response);
}
