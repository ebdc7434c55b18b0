import type postgres from 'postgres';

/** Rows that contradict each other, as only a change with the rules switched off leaves them: what they are, and how many. */
export async function findContradictions(
  sql: postgres.Sql,
): Promise<{ what: string; count: number; example: string }[]> {
  const found: { what: string; count: number; example: string }[] = [];
  for (const [what, rows] of Object.entries(contradictions)) {
    const [row] = await sql.unsafe<{ count: number; example: string | null }[]>(
      `SELECT count(*)::float8 AS count, min(id) AS example FROM (${rows}) found`,
    );
    if (row && row.count > 0) found.push({ what, count: row.count, example: row.example ?? '' });
  }
  return found;
}

const contradictions = {
  'people without a profile': 'SELECT id FROM "user" WHERE NOT EXISTS (SELECT FROM profile WHERE user_id = "user".id)',
  'people without a date of what they show':
    'SELECT id FROM "user" WHERE NOT EXISTS (SELECT FROM picture_state WHERE user_id = "user".id)',
  'profiles of nobody': 'SELECT user_id AS id FROM profile WHERE NOT EXISTS (SELECT FROM "user" WHERE id = user_id)',
  'pictures of nobody': 'SELECT id::text FROM picture WHERE NOT EXISTS (SELECT FROM "user" WHERE id = user_id)',
  'people who show a picture that is not there': `SELECT user_id AS id FROM picture_state WHERE current_picture_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM picture WHERE picture.user_id = picture_state.user_id AND picture.id = current_picture_id)`,
  'people who are not shown as their profile says': `SELECT user_id AS id FROM picture_state s JOIN profile USING (user_id)
    WHERE (s.visibility, s.display_name) <> (profile.visibility, profile.display_name)`,
  'handles that lead to nobody or someone else': `SELECT user_id AS id FROM profile WHERE NOT EXISTS (SELECT FROM alias
    WHERE kind = 'handle' AND name = handle AND alias.user_id = profile.user_id AND released_at IS NULL)`,
  'resized pictures of no picture':
    'SELECT picture_id::text AS id FROM rendition WHERE NOT EXISTS (SELECT FROM picture WHERE id = picture_id)',
};

/** In one statement: enough to keep the round trips few, not so many that progress stands still. */
const atOnce = 1000;

/**
 * Compares the bytes of every picture with the digest made when they were stored. The database does the reckoning, so that no byte travels.
 * `progress` is told how many were looked at. Answers the pictures that are damaged, and whose they are.
 */
export async function findDamaged(
  sql: postgres.Sql,
  progress: (looked: number) => void,
): Promise<{ id: string; userId: string; kind: 'picture' | 'rendition' }[]> {
  const damaged: { id: string; userId: string; kind: 'picture' | 'rendition' }[] = [];
  let looked = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows: { id: string; userId: string; whole: boolean; sizes: boolean }[] = await sql`
      SELECT id, user_id AS "userId", sha256(data) = digest AND octet_length(data) = byte_size AS whole,
        NOT EXISTS (SELECT FROM rendition WHERE picture_id = picture.id AND sha256(rendition.data) <> rendition.digest) AS sizes
      FROM picture WHERE id > ${after} ORDER BY id LIMIT ${atOnce}`;
    for (const { id, userId, whole, sizes } of rows) {
      if (!whole) damaged.push({ id, userId, kind: 'picture' });
      else if (!sizes) damaged.push({ id, userId, kind: 'rendition' });
    }
    looked += rows.length;
    progress(looked);
    const last = rows.at(-1);
    if (!last) return damaged;
    after = last.id;
  }
}

/** How much there is, and whether it is well kept. */
export interface Sizes {
  people: number;
  pictures: number;
  renditions: number;
  bytes: number;
  /** Of people whose picture has a date more than an hour ahead. */
  ahead: number;
  /** Tables of which at least half is dead rows, with more than ten thousand of them. */
  bloated: string[];
  /** Whether pictures are stored as they are, without trying to compress them again. */
  external: boolean;
}

export async function measure(sql: postgres.Sql): Promise<Sizes> {
  const [row] = await sql<Sizes[]>`
    SELECT (SELECT count(*) FROM "user")::float8 AS people, (SELECT count(*) FROM picture)::float8 AS pictures,
      (SELECT count(*) FROM rendition)::float8 AS renditions,
      (pg_total_relation_size('picture') + pg_total_relation_size('rendition'))::float8 AS bytes,
      (SELECT count(*) FROM picture_state WHERE last_updated > clock_timestamp() + interval '1 hour')::float8 AS ahead,
      ARRAY(SELECT relname::text FROM pg_stat_user_tables WHERE schemaname = 'public' AND n_dead_tup > 10000 AND n_dead_tup > n_live_tup) AS bloated,
      (SELECT bool_and(attstorage = 'e') FROM pg_attribute
        WHERE attrelid IN ('picture'::regclass, 'rendition'::regclass) AND attname = 'data') AS external`;
  if (!row) throw new Error('the database said nothing');
  return row;
}

/** Which of these addresses are no verified account's. In lower case. */
export async function unverifiedOf(sql: postgres.Sql, addresses: readonly string[]): Promise<string[]> {
  const rows = await sql<{ email: string }[]>`
    SELECT lower(email) AS email FROM "user" WHERE email_verified AND lower(email) = ANY(${[...addresses]})`;
  const verified = new Set(rows.map(({ email }) => email));
  return addresses.filter((each) => !verified.has(each));
}
