import type { Visibility } from '@visage/contract/profile';
import type postgres from 'postgres';
import { askTogether } from './ask-together';
import { withinReach } from './within-reach';

/** Which picture someone shows, and to whom. */
export interface ShownVersion {
  /** Null where they show none. */
  version: string | null;
  visibility: Visibility;
}

/** By user id, of those of these users that there are, and perhaps of others: the caller of this decides who is told. */
export type ReadShownVersions = (userIds: readonly string[]) => Promise<Map<string, ShownVersion>>;

/** Lists of ids in one statement at most. */
const mostLists = 20;

/** Reads what all watchers ask for in the same turn of the event loop at once: a change costs one statement however many wait for it. */
export function createShownVersionReader(sql: postgres.Sql): ReadShownVersions {
  // One after the other: while notices are in doubt everyone asks twice a second, and must not take the whole pool.
  let last: Promise<unknown> = Promise.resolve();
  return askTogether(async (lists: (readonly string[])[]) => {
    const mine = last.then(() => withinReach(read([...new Set(lists.flat())])));
    last = mine.catch(() => {});
    const all = await mine;
    return lists.map(() => all);
  }, mostLists);

  async function read(userIds: string[]): Promise<Map<string, ShownVersion>> {
    const rows = await sql<{ user_id: string; version: string | null; visibility: Visibility }[]>`
      SELECT user_id, CASE WHEN current_picture_id IS NOT NULL THEN version END AS version, visibility
      FROM picture_state WHERE user_id = ANY(${userIds})`;
    return new Map(rows.map(({ user_id, version, visibility }) => [user_id, { version, visibility }]));
  }
}
