import type postgres from 'postgres';
import type { Member } from './member';

/** What the database holds of a member. */
export interface Stored {
  handle: string;
  name: string;
  visibility: string;
  revision: number;
  version: string;
  date: number;
  pictureId: string | null;
  digest: string | null;
  pictures: string[];
}

/** Asks the database itself, as often as it takes while it is down. Null when there is no such user. */
export async function readStored(sql: postgres.Sql, id: string): Promise<Stored | null> {
  const [row] = await untilThere(
    () => sql<Stored[]>`
      SELECT profile.handle, profile.display_name AS name, profile.visibility, profile.revision, s.version,
        extract(epoch FROM s.last_updated)::float8 AS date, s.current_picture_id AS "pictureId",
        encode(picture.digest, 'hex') AS digest,
        ARRAY(SELECT p.id::text FROM picture p WHERE p.user_id = s.user_id) AS pictures
      FROM picture_state s JOIN profile ON profile.user_id = s.user_id
      LEFT JOIN picture ON picture.id = s.current_picture_id
      WHERE s.user_id = ${id}`,
  );
  return row ?? null;
}

/** As if 90 days had passed since the handle was released: then anyone may take it. Changes nothing that is shown. */
export async function freeHandle(sql: postgres.Sql, handle: string): Promise<void> {
  await untilThere(
    () => sql`UPDATE alias SET released_at = now() - interval '91 days'
      WHERE kind = 'handle' AND name = ${handle} AND released_at IS NOT NULL`,
  );
}

/** The member as stored. `mark` is that of a picture not known before. */
export function asStored(member: Member, stored: Stored, mark: number | null): Member {
  const { handle, name, visibility, revision, pictureId, digest, version, date } = stored;
  const known = pictureId === null ? undefined : (member.marks.get(pictureId) ?? mark ?? undefined);
  const isShown = pictureId !== null && digest !== null && known !== undefined;
  const marks = new Map(member.marks);
  if (isShown) marks.set(pictureId, known);
  const current = isShown ? { pictureId, mark: known, digest, version, date } : null;
  return { ...member, handle, name, visibility, revision, marks, current };
}

async function untilThere<T>(ask: () => PromiseLike<T>): Promise<T> {
  const giveUp = performance.now() + 60_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > giveUp) throw error;
      await Bun.sleep(100);
    }
  }
}
