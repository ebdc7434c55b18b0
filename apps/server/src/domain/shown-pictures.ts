import type { StoredMimeType } from '@visage/contract/picture';
import type { Scope } from '../storage/scope';
import type {
  Bytes,
  File,
  Form,
  PictureInForm,
  ReadShownPicture,
  ShownPicture,
  Subject,
} from '../storage/shown-picture';
import { type Caller, nobody } from './caller';
import type { Renditions } from './renditions';
import { isInScope, maySee, scopeOf } from './visibility';

/** What is asked of someone's picture. */
export interface Asked {
  subject: Subject;
  /** The square to be made of it, or the picture as stored. Type null: JPEG, or PNG where there is transparency. */
  square: { step: number; mimeType: StoredMimeType | null } | null;
  bytes: Bytes;
}

/** What may be shown, and why: it is public, the caller may see it, or the URL was signed. */
export type Showing = Omit<ShownPicture, 'picture'> & {
  by: 'anyone' | 'caller' | 'signature';
  picture: (Omit<PictureInForm, 'file'> & { file: File }) | null;
};

/** Who asks. Each is looked at only where the answer depends on it: a public picture costs no look-up of a session. */
export interface Asking {
  caller(): Promise<Caller>;
  /** Whether the URL was signed for just this answer. */
  isSigned(shown: ShownPicture): boolean;
}

/** Finds what the picture route answers, for whoever asks. */
export interface ShownPictures {
  /**
   * Null when there is no such user, or the asker may not see them: the two are never told apart. Throws `Refusal('busy')`
   * when a rendition is to be made and too many are being made.
   */
  find(asked: Asked, asking: Asking): Promise<Showing | null>;
}

/** How often to look again when the picture vanishes while a rendition of it is made. */
const attempts = 3;

export function createShownPictures(
  read: ReadShownPicture,
  renditions: Renditions,
  settingsOf: (mimeType: StoredMimeType) => string,
): ShownPictures {
  const formOf = (square: Asked['square']): Form => {
    if (square === null) return 'stored';
    const encoding = (mimeType: StoredMimeType) => ({ mimeType, settings: settingsOf(mimeType) });
    return {
      step: square.step,
      opaque: encoding(square.mimeType ?? 'image/jpeg'),
      transparent: encoding(square.mimeType ?? 'image/png'),
    };
  };

  /** The answer, if the asker may see it. What is not public is read again with its bytes: it may have changed since. */
  async function readVisible({ subject, square, bytes }: Asked, asking: Asking) {
    const form = formOf(square);
    const shown = await read(subject, scopeOf(nobody), form, bytes);
    if (!shown) {
      // As long as for someone hidden, so that waiting doesn't tell them apart.
      await asking.caller();
      return null;
    }
    if (maySee(nobody, shown)) return { shown, by: 'anyone' as const };
    const [scope, by] = asking.isSigned(shown)
      ? [ownScope(shown.userId), 'signature' as const]
      : [scopeOf(await asking.caller()), 'caller' as const];
    if (by === 'caller' && !isInScope(shown, scope)) return null;
    const again = await read(subject, scope, form, bytes);
    const allowed = again && (by === 'signature' ? asking.isSigned(again) : isInScope(again, scope));
    return allowed ? { shown: again, by } : null;
  }

  return {
    async find(asked, asking) {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const visible = await readVisible(asked, asking);
        if (!visible) return null;
        const { shown, by } = visible;
        if (!shown.picture) return { ...shown, by, picture: null };
        const { file, rendition } = shown.picture;
        const ready = file ?? (rendition && (await renditions.make(rendition)));
        if (ready) return { ...shown, by, picture: { ...shown.picture, file: ready } };
        // The picture was erased meanwhile, so the answer is another by now.
      }
      return null;
    },
  };
}

/** As the owner would see. */
function ownScope(userId: string): Scope {
  return { visibilities: [], userId };
}
