import { nobody } from '../domain/caller';
import type { DefaultAvatars } from '../domain/default-avatars';
import type { Showing } from '../domain/showing';
import type { Asking, ShownPictures } from '../domain/shown-pictures';
import { type AvatarQuery, readAvatarQuery } from './avatar-query';
import { drawingsFor, drawnAnswer } from './drawn-answer';
import { noPicture } from './picture-fallback';
import { openToOthers } from './picture-headers';
import type { PictureSender } from './picture-sender';
import type { PictureTarget } from './picture-target';
import { targetOf } from './target';

/** GET and HEAD of `/avatar/:hash[.ext]` (SPEC section 6). `name` is the last part of the path, percent-decoded. */
export type AvatarRoute = (request: Request, name: string) => Promise<Response>;

interface Parts {
  sender: PictureSender;
  pictures: ShownPictures;
  defaults: DefaultAvatars;
}

/** Whoever asks is nobody here, with a session too: programs send the URL to everyone. */
const asking: Asking = { caller: async () => nobody, isSigned: () => false };

export function createAvatarRoute({ sender, pictures, defaults }: Parts): AvatarRoute {
  return (request, name) =>
    sender.answer(request, () => {
      const query = readAvatarQuery(name, targetOf(request).searchParams);
      return {
        target: sender.targetOf(request, () => toTarget(query)),
        asking,
        fallback: (showing) => instead(request, query, showing),
      };
    });

  async function instead(request: Request, query: AvatarQuery, showing: Showing | null): Promise<Response> {
    if (query.instead === '404') return noPicture();
    const owner = showing ?? (query.forced ? await ownerOf(query) : null);
    const sitter = { seed: owner?.userId ?? query.given, name: owner?.displayName ?? query.given };
    const drawn = await defaults.find(query.instead, query.size, sitter, drawingsFor(request));
    return drawnAnswer(request, drawn, {
      both: { 'Cache-Control': 'no-cache', ...openToOthers },
      full: { 'Content-Type': 'image/png' },
    });
  }

  /** Asked whatever is drawn, so that every default of a hash takes the same. */
  async function ownerOf({ hash }: AvatarQuery): Promise<Showing | null> {
    if (hash === null) return null;
    const asked = { subject: { addressHash: hash }, square: null, version: null, since: null };
    return pictures.find({ ...asked, bytes: 'none' }, asking);
  }
}

function toTarget({ hash, size, format, forced }: AvatarQuery): PictureTarget {
  return {
    route: 'avatar',
    subject: forced || hash === null ? null : { addressHash: hash },
    query: { version: null, fallback: '404', size, format, signed: null },
    side: { step: size, exact: true },
    isNegotiated: false,
    recalls: new Map(),
  };
}
