import { Refusal } from '@visage/contract/errors';
import type { StoredMimeType } from '@visage/contract/picture';
import type { Held } from '../memory/byte-cache';
import { type BroughtWith, createRecollect, type Found, type Recall } from '../memory/recollect';
import { externalName, handleName, hashName } from '../storage/announced-names';
import type { RenditionKey } from '../storage/rendition-store';
import type { Scope } from '../storage/scope';
import type { Bytes, Form, ReadShownPicture, ShownPicture, Subject } from '../storage/shown-picture';
import { usualAvatarSizes } from './avatar-sizes';
import { type Caller, nobody } from './caller';
import type { PictureMemory, Remembered } from './picture-memory';
import type { Renditions } from './renditions';
import type { Showing, ShownFile } from './showing';
import { isInScope, maySee, scopeOf } from './visibility';

/** What is asked of someone's picture. */
export interface Asked {
  subject: Subject;
  /** The square to be made of it, never enlarged unless it is to be `exact`, or the picture as stored. Type null: JPEG, or PNG where there is transparency. */
  square: { step: number; exact: boolean; mimeType: StoredMimeType | null } | null;
  /** The version that the URL names. One that is not known here is looked for in the database. */
  version: string | null;
  /**
   * The date that the asker goes by (`If-Modified-Since`), in Unix seconds. Where it is later than what is known here, another process
   * may have shown a newer picture: nothing is said of that without the database, or the asker would take it for this older one.
   */
  since: number | null;
  bytes: Bytes;
}

/** Who asks. Each is looked at only where the answer depends on it: a public picture costs no look-up of a session. */
export interface Asking {
  caller(): Promise<Caller>;
  /** Whether the URL was signed for just this answer. */
  isSigned(shown: Omit<ShownPicture, 'picture'>): boolean;
}

/** Finds what the picture route answers, for whoever asks. */
export interface ShownPictures {
  /**
   * Null when there is no such user, or the asker may not see them: the two are never told apart. Throws `Refusal('busy')`
   * when a rendition is to be made and too many are being made.
   */
  find(asked: Asked, asking: Asking): Promise<Showing | null>;
  /** What to ask `remembered`, worked out once for all who ask the same. */
  recallOf(asked: Asked): RecallPicture;
  /** A public picture, where memory may vouch for it and has what is asked for; else undefined. */
  remembered(recall: RecallPicture): RememberedPicture | undefined;
  /** Whether memory still vouches for it. */
  isStill(remembered: RememberedPicture): boolean;
  /** Whether it does for all that it vouched for at this revision of it: told at once, where nothing has changed since. */
  isAllStill(revision: number): boolean;
  revision(): number;
}

/** Bytes where they are held; null where they were not asked for and are not at hand. */
type HeldBytes = Held<Uint8Array> | null;

export type RecallPicture = Recall<Remembered, HeldBytes>;

export type RememberedPicture = Found<Remembered, HeldBytes>;

/** How often to look again when the picture vanishes while a rendition of it is made. */
const attempts = 3;

export function createShownPictures(
  read: ReadShownPicture,
  renditions: Renditions,
  settingsOf: (mimeType: StoredMimeType) => string,
  { answers, bytes: inMemory, lookUps, now }: PictureMemory,
): ShownPictures {
  const recollect = createRecollect<Remembered, HeldBytes>(answers, now);

  const formOf = (square: Asked['square']): Form => {
    if (square === null) return 'stored';
    const encoding = (mimeType: StoredMimeType) => ({ mimeType, settings: settingsOf(mimeType) });
    return {
      step: square.step,
      exact: square.exact,
      opaque: encoding(square.mimeType ?? 'image/jpeg'),
      transparent: encoding(square.mimeType ?? 'image/png'),
    };
  };

  /**
   * Makes the rendition that the answer wants, unless `known` is it. Null when the picture was erased meanwhile, so that the answer
   * is another by now.
   */
  async function complete(
    shown: ShownPicture,
    { square, bytes }: Asked,
    by: Showing['by'],
    known: ShownFile | null,
  ): Promise<Showing | null> {
    if (!shown.picture) return { ...shown, by, picture: null };
    const { file, rendition } = shown.picture;
    const ready =
      file ??
      known ??
      (rendition &&
        ((!isStored(square) && withoutMaking(rendition, bytes, shown.lastUpdated)) ||
          (await renditions.make(rendition, isStored(square)))));
    return ready && { ...shown, by, picture: { ...shown.picture, file: ready } };
  }

  /** One that isn't stored goes by its name, and is made only for who wants bytes that memory has not. Null where it must be made. */
  function withoutMaking(rendition: RenditionKey, bytes: Bytes, lastUpdated: number): ShownFile | null {
    const digest = renditions.nameOf(rendition);
    const data = inMemory.find(digest)?.value ?? null;
    if (data === null && isWanted(bytes, digest, lastUpdated)) return null;
    return { digest, byteSize: data?.byteLength ?? null, data };
  }

  /** What anyone is shown, asked of the database. What is held here by its digest is not brought again. */
  async function bring(asked: Asked, known: Remembered | undefined): Promise<BroughtWith<Remembered, HeldBytes>> {
    const { subject, square, bytes } = asked;
    const held = known?.shown?.picture?.file?.digest;
    const own = held === undefined ? undefined : inMemory.find(held)?.value;
    const wanted: Bytes =
      bytes === 'none' || held === undefined || own === undefined
        ? bytes
        : { unlessHeld: { ...bytes.unlessHeld, digests: [...bytes.unlessHeld.digests, held] } };
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const shown = await read(subject, scopeOf(nobody), formOf(square), wanted);
      const names = shown ? [nameOf(subject), shown.userId] : [nameOf(subject)];
      if (!shown || !maySee(nobody, shown)) {
        return { answer: { shown, showing: null }, names, version: null, extra: null };
      }
      // No version is used twice: the same one is of the same bytes, also where the database doesn't keep them.
      const same = known?.showing?.version === shown.version ? known.showing.picture?.file : undefined;
      const isAtHand = same && (own !== undefined || !isWanted(bytes, same.digest, shown.lastUpdated));
      const showing = await complete(shown, asked, 'anyone', isAtHand ? same : null);
      if (!showing) continue;
      const file = showing.picture?.file;
      if (file) inMemory.keep(file);
      const data = file?.data ?? (file && file.digest === held ? own : null) ?? null;
      const bare = withBytes(showing, null);
      return {
        answer: { shown: bare, showing: bare },
        names,
        version: showing.version,
        extra: data && { value: data },
      };
    }
    throw vanishing();
  }

  function recallOf({ subject, square, version, since, bytes }: Asked): RecallPicture {
    return {
      key: `${nameOf(subject)}\n${square?.step ?? ''}${square?.exact ? '!' : ''}\n${square?.mimeType ?? ''}`,
      version,
      versionOf: ({ showing }) => showing?.version ?? null,
      extraFor: ({ showing }) => {
        const file = showing?.picture?.file;
        if (!file) return null;
        if (since !== null && since > showing.lastUpdated) return undefined;
        const data = inMemory.find(file.digest);
        return data ?? (isWanted(bytes, file.digest, showing.lastUpdated) ? undefined : null);
      },
    };
  }

  /** For those who may see more than anyone. Read anew with its bytes: it may have changed since. */
  async function findFor(asked: Asked, asking: Asking, shown: Omit<ShownPicture, 'picture'>) {
    const { subject, square, bytes } = asked;
    const [scope, by] = asking.isSigned(shown)
      ? [ownScope(shown.userId), 'signature' as const]
      : [scopeOf(await asking.caller()), 'caller' as const];
    if (by === 'caller' && !isInScope(shown, scope)) return null;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const again = await read(subject, scope, formOf(square), bytes);
      const allowed = again && (by === 'signature' ? asking.isSigned(again) : isInScope(again, scope));
      if (!allowed) return null;
      const showing = await complete(again, asked, maySee(nobody, again) ? 'anyone' : by, null);
      // Making it took time, in which who may see it may have changed: it is there now, and looked at again.
      if (showing && (again.picture === null || again.picture.file !== null)) return showing;
    }
    throw vanishing();
  }

  return {
    recallOf,

    remembered(recall) {
      const found = recollect.now(recall);
      return found?.answer.showing?.picture ? found : undefined;
    },

    isStill: recollect.isStill,
    isAllStill: recollect.isAllStill,
    revision: recollect.revision,

    async find(asked, asking) {
      const recall = recallOf(asked);
      const remembered = recollect.now(recall);
      if (remembered) lookUps.hits += 1;
      else lookUps.misses += 1;
      // Looked at before anything is waited for: memory may let go of it.
      const data = remembered?.extra?.value ?? null;
      const { answer, extra } =
        remembered ??
        (await recollect.find({
          ...recall,
          wanted: JSON.stringify([asked.since, asked.bytes]),
          read: (known) => bring(asked, known),
        }));
      const { shown, showing } = answer;
      if (showing) return withBytes(showing, data ?? extra?.value ?? null);
      if (shown) return findFor(asked, asking, shown);
      // As long as for someone hidden, so that waiting doesn't tell them apart.
      await asking.caller();
      return null;
    },
  };
}

/** Every time a rendition was made, its picture was gone already. */
function vanishing(): Refusal {
  return new Refusal('busy', 'This picture is being changed. Try again in a moment.', { retryAfter: 1 });
}

/** As changes of it are announced. */
function nameOf(subject: Subject): string {
  if ('userId' in subject) return subject.userId;
  if ('handle' in subject) return handleName(subject.handle);
  return 'externalId' in subject ? externalName(subject.externalId) : hashName(subject.addressHash);
}

function withBytes(showing: Showing, data: Uint8Array | null): Showing {
  const { picture } = showing;
  if (!picture) return showing;
  const { digest, byteSize } = picture.file;
  return {
    ...showing,
    picture: { ...picture, file: { digest, byteSize: byteSize ?? data?.byteLength ?? null, data } },
  };
}

/** As the statement of `storage/shown-picture.ts` decides. */
function isWanted(bytes: Bytes, digest: string, lastUpdated: number): boolean {
  if (bytes === 'none') return false;
  const { digests, since } = bytes.unlessHeld;
  return !digests.includes(digest) && (since === null || lastUpdated > since);
}

/** Steps are few; an exact size is stored only where many ask for it, or strangers could fill the disk. */
function isStored(square: Asked['square']): boolean {
  return !square?.exact || usualAvatarSizes.has(square.step);
}

/** As the owner would see. */
function ownScope(userId: string): Scope {
  return { visibilities: [], userId };
}
