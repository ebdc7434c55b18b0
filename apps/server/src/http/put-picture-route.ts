import { Refusal } from '@visage/contract/errors';
import type { Caller } from '../domain/caller';
import type { Limits } from '../domain/limits';
import { type Pictures, tooManyBytes } from '../domain/pictures';
import { requireScope } from '../domain/rights';
import { readBounded } from './bounded-body';
import { countingBadKeys } from './callers';
import type { Gate } from './gate';
import { corsHeaders, type Origins, preflight } from './origins';
import { errorProblem } from './problem';
import { uploadWeight } from './upload-room';

interface Parts {
  pictures: Pictures;
  limits: Limits;
  /** Throws `Refusal('unauthenticated')` for a bad key. */
  callerOf(request: Request): Promise<Caller>;
  origins: Origins;
  /** Shared with `picture.upload`. */
  uploads: Gate;
  maxUploadBytes: number;
}

export const ownPictureMethods = 'GET, HEAD, OPTIONS, PUT';

/**
 * PUT of `/profile/me/picture`, the file itself as the body (SPEC section 6), and the preflight for it: the rules of
 * `picture.upload`, in the same order. Whose picture it is comes from the caller alone; `address` is the client's, as limits count it.
 */
export function createPutPictureRoute({ pictures, limits, callerOf, origins, uploads, maxUploadBytes }: Parts) {
  return async (request: Request, address: string): Promise<Response> => {
    if (request.method === 'OPTIONS') {
      const allowed = preflight(origins, request, 'may-read');
      allowed.headers.set('Allow', ownPictureMethods);
      return allowed;
    }
    const response = await put(request, address).catch((error) => {
      const refused = errorProblem(error);
      if (refused) return refused;
      throw error;
    });
    for (const [name, value] of Object.entries(corsHeaders(origins, request, 'nothing'))) {
      response.headers.set(name, value);
    }
    return response;
  };

  async function put(request: Request, address: string): Promise<Response> {
    const asking = await countingBadKeys(
      () => callerOf(request),
      () => limits.badKey(address),
    );
    const caller = requireScope(asking, 'profiles:write');
    // No page sends a key by itself, as it does a cookie.
    if (caller.kind === 'session' && !origins.isTrusted(request.headers.get('origin'))) {
      throw new Refusal('forbidden', 'This page may not act for you.');
    }
    const done = uploads.enter(caller.userId, uploadWeight(request, maxUploadBytes));
    if (!done) throw new Refusal('busy', 'Too many uploads at once. Try again in a moment.', { retryAfter: 1 });
    try {
      await limits.upload(caller.userId);
      const file = await readBounded(request, maxUploadBytes, () => tooManyBytes(maxUploadBytes));
      if (request.headers.has('content-range')) {
        // Part of a file is not one (RFC 9110 section 14.5).
        throw new Refusal('invalid_input', 'Send the whole file, without Content-Range.');
      }
      const metadata = await pictures.upload(caller, caller.userId, { file, ...declared(request) });
      return Response.json(metadata, {
        headers: { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' },
      });
    } finally {
      done();
    }
  }
}

/** The type the sender says it is; programs that don't know say nothing, or `application/octet-stream`. */
function declared(request: Request): { mimeType?: string } {
  const mimeType = request.headers.get('content-type') ?? '';
  const essence = mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return essence === '' || essence === 'application/octet-stream' ? {} : { mimeType };
}
