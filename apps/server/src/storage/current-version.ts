import type postgres from 'postgres';
import type { Scope } from './scope';

/** User id → version of the picture they show, for those of these users that are in scope and show one. */
export type ReadCurrentVersions = (userIds: readonly string[], scope: Scope) => Promise<Map<string, string>>;

export function createCurrentVersionReader(sql: postgres.Sql): ReadCurrentVersions {
  return async (userIds, { visibilities, userId }) => {
    const rows = await sql<{ user_id: string; version: string }[]>`
      SELECT s.user_id, s.version
      FROM picture_state s JOIN profile ON profile.user_id = s.user_id
      WHERE s.user_id = ANY(${userIds as string[]}) AND s.current_picture_id IS NOT NULL
        AND (profile.visibility = ANY(${visibilities as string[]}) OR s.user_id = ${userId})`;
    return new Map(rows.map((row) => [row.user_id, row.version]));
  };
}
