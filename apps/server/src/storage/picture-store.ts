import type { PictureMetadata, StoredMimeType } from '@visage/contract/picture';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Drizzle } from './database';
import {
  currentAnswer,
  currentMetadata,
  earlierAnswer,
  earlierMetadata,
  isCurrent,
  pictureColumns,
} from './picture-columns';
import { isPictureId } from './picture-id';
import { picture, pictureState } from './schema';
import { type Announce, createUserChanges } from './user-change';

/** A picture ready to be stored. */
export interface NewPicture {
  mimeType: StoredMimeType;
  data: Uint8Array;
  width: number;
  height: number;
  thumbhash: string;
  dominantColor: string;
  hasAlpha: boolean;
  cropX: number;
  cropY: number;
}

/**
 * The pictures of users. Each change (see `createUserChanges`) answers `'no_user'` when the user is gone. The database itself stamps versions and dates, and bounds the history (drizzle/0001_rules.sql).
 *
 * What an upload asks is prepared: postgres.js sends a prepared statement in one round trip, any other in two.
 */
export interface PictureStore {
  /** Makes this the current picture, unless its bytes are already: then only the alt text given changes. */
  replace(userId: string, file: NewPicture, altText: string | undefined): Promise<PictureMetadata | 'no_user'>;
  /** Leaves the user without a current picture; it becomes the newest earlier one. */
  remove(userId: string): Promise<'removed' | 'no_user'>;
  /** Makes an earlier picture current again; the current one stays as it is. */
  restore(userId: string, pictureId: string): Promise<PictureMetadata | 'no_picture' | 'no_user'>;
  /** Erases a picture, current or earlier. */
  forget(userId: string, pictureId: string): Promise<'forgotten' | 'no_picture' | 'no_user'>;
  setAltText(userId: string, pictureId: string, altText: string): Promise<PictureMetadata | 'no_picture' | 'no_user'>;
  /** Earlier pictures, the one shown last first; never the current one. At most {@link maxHistory}. */
  history(userId: string): Promise<PictureMetadata[] | 'no_user'>;
}

export function createPictureStore(db: Drizzle, announce: Announce): PictureStore {
  const change = createUserChanges(db, announce);
  return {
    replace: (userId, file, altText) =>
      change(userId, async (tx) => {
        const held = await current(tx, userId);
        if (held && held.digest === (await digestOf(file.data))) {
          if (altText === undefined || altText === held.altText) return held;
          await tx.update(picture).set({ altText }).where(eq(picture.id, held.id));
          return { ...held, altText };
        }
        const [added] = await tx
          .insert(picture)
          .values({ userId, ...file, altText: altText ?? '' })
          .returning({ id: picture.id })
          .prepare('add_picture')
          .execute();
        if (!added) throw new Error('an insert returned no row');
        await show(tx, userId, added.id);
        return shown(tx, userId);
      }),

    remove: (userId) =>
      change(userId, async (tx) => {
        if (await current(tx, userId)) await show(tx, userId, null);
        return 'removed' as const;
      }),

    restore: (userId, pictureId) =>
      change(userId, async (tx) => {
        const held = await current(tx, userId);
        if (held?.id === pictureId.toLowerCase()) return held;
        if (!(await owns(tx, userId, pictureId))) return 'no_picture';
        await show(tx, userId, pictureId);
        return shown(tx, userId);
      }),

    forget: (userId, pictureId) =>
      change(userId, async (tx) => {
        if (!(await owns(tx, userId, pictureId))) return 'no_picture';
        // Erasing the current picture is a change of the answer: the foreign key's SET NULL makes it one.
        await tx.delete(picture).where(and(eq(picture.userId, userId), sql`${picture.id} = ${pictureId}::uuid`));
        return 'forgotten';
      }),

    setAltText: (userId, pictureId, altText) =>
      change(userId, async (tx) => {
        if (!(await owns(tx, userId, pictureId))) return 'no_picture';
        await tx.update(picture).set({ altText }).where(eq(picture.id, pictureId));
        const held = await current(tx, userId);
        const id = pictureId.toLowerCase();
        if (held?.id === id) return held;
        const earlier = (await earlierPictures(tx, userId)).find((each) => each.id === id);
        return earlier ?? 'no_picture';
      }),

    async history(userId) {
      const earlier = await earlierPictures(db, userId);
      return earlier.length > 0 || (await exists(db, userId)) ? earlier : 'no_user';
    },
  };
}

async function exists(tx: Reader, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ userId: pictureState.userId })
    .from(pictureState)
    .where(eq(pictureState.userId, userId));
  return rows.length > 0;
}

type Reader = Pick<Drizzle, 'select'>;
type Writer = Pick<Drizzle, 'select' | 'update'>;

async function current(tx: Reader, userId: string): Promise<PictureMetadata | null> {
  const [row] = await tx
    .select({ ...pictureColumns, ...currentAnswer })
    .from(pictureState)
    .innerJoin(picture, isCurrent)
    .where(eq(pictureState.userId, userId))
    .prepare('current_picture')
    .execute();
  return row ? currentMetadata(userId, row) : null;
}

async function shown(tx: Reader, userId: string): Promise<PictureMetadata> {
  const held = await current(tx, userId);
  if (!held) throw new Error('the picture just shown is gone inside its own transaction');
  return held;
}

function earlierPictures(tx: Reader, userId: string): Promise<PictureMetadata[]> {
  return tx
    .select({ ...pictureColumns, ...earlierAnswer })
    .from(picture)
    .innerJoin(pictureState, eq(pictureState.userId, picture.userId))
    .where(and(eq(picture.userId, userId), sql`${picture.id} IS DISTINCT FROM ${pictureState.currentPictureId}`))
    .orderBy(sql`${picture.shownAt} DESC NULLS LAST`, desc(picture.createdAt), picture.id)
    .then((rows) => rows.map((row) => earlierMetadata(userId, row)));
}

/** Any update of the state is a new answer of the picture route. */
async function show(tx: Writer, userId: string, pictureId: string | null): Promise<void> {
  await tx
    .update(pictureState)
    .set({ currentPictureId: pictureId })
    .where(eq(pictureState.userId, userId))
    .prepare('show_picture')
    .execute();
}

/** Hex SHA-256, as the database has it. */
async function digestOf(data: Uint8Array): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data as Uint8Array<ArrayBuffer>)).toHex();
}

/** False, too, for what is no picture id at all. */
async function owns(tx: Reader, userId: string, pictureId: string): Promise<boolean> {
  if (!isPictureId(pictureId)) return false;
  const rows = await tx
    .select({ id: picture.id })
    .from(picture)
    .where(and(eq(picture.userId, userId), eq(picture.id, pictureId)));
  return rows.length > 0;
}
