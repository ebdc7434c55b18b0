import { createHash, randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { untilInterrupted } from './interruption';

/** How many people there are, and how large the picture of each is, in bytes. */
export interface Population {
  people: number;
  pictureBytes: number;
}

/** Rows in one statement, so that an interruption is heeded soon. */
const together = 50_000;
/** Random bytes from which each picture takes a stretch of its own; no two are equal, since each begins with its number. */
const pool = randomBytes(1_048_576);

/** The id of a person: of the length and in the disorder of real ones, and known here without asking. */
export function personId(number: number): string {
  return createHash('md5').update(`person ${number}`).digest('hex');
}

export function picturePath(number: number): string {
  return `/profile/${personId(number)}/picture`;
}

/**
 * Fills an empty, migrated database with people who have public pictures. It writes what the triggers would have written, an hour
 * ago, without them: for a million people they would take longer than all the measuring.
 */
export async function seed(sql: postgres.Sql, { people, pictureBytes }: Population): Promise<void> {
  // Nobody is searched for here, and its pieces of a million names would take longer to index than everything else.
  await sql`DROP INDEX IF EXISTS profile_grams_idx`;
  await sql`SET session_replication_role = replica`;
  await sql`SET synchronous_commit = off`;
  for (let from = 1; from <= people; from += together) {
    await untilInterrupted(seedPart(sql, from, Math.min(people, from + together - 1), pictureBytes));
  }
  await sql`SET session_replication_role = DEFAULT`;
  await untilInterrupted(sql`VACUUM ANALYZE`);
  // Or Postgres would write out gigabytes while it is measured.
  await untilInterrupted(sql`CHECKPOINT`);
}

/** Each table from the numbers alone: ids come from `md5`, and uuids are written the same way. */
async function seedPart(sql: postgres.Sql, from: number, to: number, bytes: number): Promise<void> {
  const id = sql`md5('person ' || n)`;
  const pictureId = sql`md5('picture ' || n)::uuid`;
  const handle = sql`'person' || n`;
  const version = sql`left(md5('version ' || n), 22)`;
  const then = sql`date_trunc('second', now() - interval '1 hour')`;
  const numbers = sql`generate_series(${from}::int, ${to}::int) AS n`;
  await sql`
    INSERT INTO "user" (id, name, email) SELECT ${id}, 'Person ' || n, 'person' || n || '@example.org' FROM ${numbers}`;
  await sql`
    INSERT INTO profile (user_id, handle, display_name) SELECT ${id}, ${handle}, 'Person ' || n FROM ${numbers}`;
  await sql`
    INSERT INTO alias (kind, name, user_id, bound_at) SELECT 'handle', ${handle}, ${id}, ${then} FROM ${numbers}`;
  await sql`
    INSERT INTO picture (id, user_id, mime_type, data, width, height, thumbhash, shown_at, shown_version)
    SELECT ${pictureId}, ${id}, 'image/jpeg',
      int4send(n) || substring(${pool}::bytea FROM 1 + n % (${pool.byteLength - bytes})::int FOR ${bytes - 4}::int),
      320, 320, 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG', ${then}, ${version} FROM ${numbers}`;
  await sql`
    INSERT INTO picture_state (user_id, current_picture_id, version, last_updated, visibility, display_name)
    SELECT ${id}, ${pictureId}, ${version}, ${then}, 'public', 'Person ' || n FROM ${numbers}`;
}
