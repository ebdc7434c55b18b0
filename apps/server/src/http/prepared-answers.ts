import type { StoredMimeType } from '@visage/contract/picture';
import type { RecallPicture, RememberedPicture, ShownPictures } from '../domain/shown-pictures';
import type { Held } from '../memory/byte-cache';
import {
  askedOf,
  type PictureTarget,
  type PictureTargets,
  type PreparedHeaders,
  prepareHeaders,
  typeOf,
} from './picture-target';

/** Everything about an answer from memory, in one place: what a processor must fetch decides how fast a hot picture is sent. */
export interface PreparedAnswer extends PreparedHeaders {
  /** The type that was asked for. */
  mimeType: StoredMimeType | null;
  isNegotiated: boolean;
  /** That of memory at which it was last vouched for. */
  revision: number;
  /** Null where they are not at hand. */
  bytes: Held<Uint8Array> | null;
  target: PictureTarget;
  remembered: RememberedPicture;
}

/** Answers that memory vouches for, by URL. Made anew each second, which is also how often memory is told that they are in use. */
export interface PreparedAnswers {
  /** Null where memory has none for this URL, or it was not asked for before. */
  of(request: Request): PreparedAnswer | null;
}

interface Parts {
  pictures: ShownPictures;
  targets: PictureTargets;
  /** How many are kept at most. */
  most: number;
  /** Unix seconds. */
  now(): number;
}

/** URLs longer than this are prepared each time: anyone can make them of any picture, and they would fill the memory by themselves. */
const longest = 512;

export function createPreparedAnswers({ pictures, targets, most, now }: Parts): PreparedAnswers {
  const answers = new Map<string, PreparedAnswer>();
  let second = Number.NaN;

  /** Of what is remembered nothing is fetched for most: a processor waits longer for that than all the rest of a hot answer takes. */
  function isStill(answer: PreparedAnswer): boolean {
    if (pictures.isAllStill(answer.revision)) return true;
    if (!pictures.isStill(answer.remembered)) return false;
    answer.revision = pictures.revision();
    return true;
  }

  function prepare(request: Request, url: string): PreparedAnswer | null {
    const target = targets.known(url);
    if (!target) return null;
    const mimeType = typeOf(request, target);
    const recall = recallOf(target, mimeType);
    const remembered = recall && pictures.remembered(recall);
    const showing = remembered?.answer.showing;
    const headers = showing && prepareHeaders(target, showing, second);
    if (!headers) return null;
    const { isNegotiated } = target;
    const revision = pictures.revision();
    // Field by field: what is spread into an object lies elsewhere than in it, and is one more thing to fetch.
    const { now, etag, lastModified, full, notModified } = headers;
    const bytes = remembered.extra;
    return { now, etag, lastModified, full, notModified, mimeType, isNegotiated, revision, bytes, target, remembered };
  }

  function recallOf(target: PictureTarget, mimeType: StoredMimeType | null): RecallPicture | null {
    const known = target.recalls.get(mimeType);
    if (known) return known;
    const asked = askedOf(target, mimeType, null, 'none');
    const recall = asked && pictures.recallOf(asked);
    if (recall) target.recalls.set(mimeType, recall);
    return recall;
  }

  return {
    of(request) {
      const current = now();
      if (current !== second) {
        second = current;
        answers.clear();
      }
      const { url } = request;
      const known = answers.get(url);
      if (known && (!known.isNegotiated || known.mimeType === typeOf(request, known.target)) && isStill(known))
        return known;
      const answer = prepare(request, url);
      if (!answer || url.length > longest) return answer;
      if (!known && answers.size >= most) answers.clear();
      answers.set(url, answer);
      return answer;
    },
  };
}
