import type { Visibility } from '@visage/contract/profile';
import type postgres from 'postgres';

/** Which picture someone shows, and to whom. */
export interface ShownVersion {
  /** Null where they show none. */
  version: string | null;
  visibility: Visibility;
}

/** By user id, of those of these users that there are: whoever asks, so that the caller of this must decide who is told. */
export type ReadShownVersions = (userIds: readonly string[]) => Promise<Map<string, ShownVersion>>;

export function createShownVersionReader(sql: postgres.Sql): ReadShownVersions {
  return async (userIds) => {
    const rows = await sql<{ user_id: string; version: string | null; visibility: Visibility }[]>`
      SELECT s.user_id, CASE WHEN s.current_picture_id IS NOT NULL THEN s.version END AS version, profile.visibility
      FROM picture_state s JOIN profile ON profile.user_id = s.user_id
      WHERE s.user_id = ANY(${userIds as string[]})`;
    return new Map(rows.map(({ user_id, version, visibility }) => [user_id, { version, visibility }]));
  };
}
