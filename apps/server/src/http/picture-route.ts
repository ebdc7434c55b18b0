import type { Caller } from '../domain/caller';
import type { ShownPicture } from '../storage/shown-picture';
import { formatHttpDate } from './http-date';
import { fallbackAnswer } from './picture-fallback';
import { otherMethod } from './picture-methods';
import { BadParameter, type PictureQuery } from './picture-query';
import type { PictureSender } from './picture-sender';
import { readPictureTarget } from './picture-target';
import { problem } from './problem';
import { ownPictureMethods } from './put-picture-route';
import type { UrlSigner } from './signed-url';

/** GET and HEAD of `/profile/:id/picture` (SPEC section 3). `id` as in the URL, percent-decoded. */
export type PictureRoute = (request: Request, id: string) => Promise<Response>;

interface Parts {
  sender: PictureSender;
  /** Never throws for a bad key: whoever may not see gets the same answer. */
  callerOf(request: Request): Promise<Caller>;
  signer: UrlSigner;
  /** Unix seconds. */
  now(): number;
}

export function createPictureRoute({ sender, callerOf, signer, now }: Parts): PictureRoute {
  return async (request, id) =>
    (id === 'me' && otherMethod(request, ownPictureMethods)) ||
    sender
      .answer(request, () => {
        const target = sender.targetOf(request, () => readPictureTarget(request, id));
        const { query } = target;
        return {
          target,
          asking: { caller: () => callerOf(request), isSigned: (shown) => isSigned(query, shown) },
          fallback: (showing) => fallbackAnswer(request, id, query, showing),
        };
      })
      .catch((error) => badParameter(request, error));

  /** An expired, altered or forged signature is none. */
  function isSigned(
    { signed, size, format }: PictureQuery,
    { userId, version }: Omit<ShownPicture, 'picture'>,
  ): boolean {
    if (!signed || signed.expires <= now()) return false;
    return signer.verify({ userId, version, size, format, expires: signed.expires }, signed.signature);
  }

  function badParameter({ method }: Request, error: unknown): Response {
    if (!(error instanceof BadParameter)) throw error;
    const { status, headers, body } = problem({
      status: 400,
      title: 'Bad parameter',
      detail: error.message,
      parameter: error.parameter,
      headers: { 'Access-Control-Allow-Origin': '*', Date: formatHttpDate(now()) },
    });
    return new Response(method === 'HEAD' ? null : body, { status, headers });
  }
}
