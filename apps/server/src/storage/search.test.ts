import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import * as authSchema from './auth-schema';
import { createProfileStore } from './profile-store';
import * as schema from './schema';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

const everyone = { visibilities: ['public'], userId: null } as const;
/** Names in which case, width and escapes are not what they seem. */
const names = [
  ...['Ada Lovelace', 'Béatrice Ünal', 'İstanbul İnci', 'ıssız', 'ΟΔΟΣ Σίσυφος', 'Straße', 'STRASSE', 'ﬁ ﬃ', 'Ǆordan'],
  ...[
    '王小明',
    '王',
    '小明 王',
    'ヨウ子',
    '👩‍🚀 Space',
    '🦊',
    'e\u0301mile',
    'Émile',
    '100 % Carl',
    'a_b',
    '\\ \\\\',
    "O'Neil",
  ],
  ...['x', 'xx', 'xxx', 'xxxx', '  spaced   out  ', 'Ω ohm', 'K kelvin', 'ŉ', '{1,2,3}', '"quoted", {}', 'NULL'],
];

let connection: Awaited<ReturnType<typeof freshDatabase>>;
let sql: postgres.Sql;
let asked: { query: string; params: unknown[] }[] = [];
let store: ReturnType<typeof createProfileStore>;

beforeAll(async () => {
  connection = await freshDatabase();
  sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  const logger = { logQuery: (query: string, params: unknown[]) => void asked.push({ query, params }) };
  store = createProfileStore(drizzle(sql, { schema: { ...authSchema, ...schema }, logger }), () => {});
  await sql`
    INSERT INTO "user" (id, name, email)
    SELECT 'named ' || n, name, n || '@named.example' FROM unnest(${names}::text[]) WITH ORDINALITY AS t (name, n)`;
});
afterAll(async () => {
  await sql.end();
  await dropDatabase(connection);
});

const found = async (search: string) =>
  (await store.list({ search, after: null, limit: 10_000 }, everyone)).map(({ handle }) => handle);

test('finds exactly those whose handle or name contains what is typed, for every piece of every name', async () => {
  const searches = new Set<string>();
  for (const name of names) {
    const letters = [...name];
    for (let from = 0; from < letters.length; from += 1) {
      for (const length of [1, 2, 3, 4, 7]) {
        const piece = letters.slice(from, from + length).join('');
        for (const each of [piece, piece.toLowerCase(), piece.toUpperCase()]) searches.add(each);
      }
    }
  }
  for (const search of [...searches, 'nobody has this', '%', '%%', '__', 'ada%', 'per', 'p', '12', '1']) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    const rows = await sql`
      SELECT handle FROM profile WHERE handle ILIKE ${pattern} OR display_name ILIKE ${pattern} ORDER BY handle`;
    expect({ search, found: await found(search) }).toEqual({ search, found: rows.map(({ handle }) => handle) });
  }
  expect(searches.size).toBeGreaterThan(500);
});

test('a name that changes is found by what it is, and no longer by what it was', async () => {
  await sql`UPDATE profile SET display_name = 'Zaphod Beeblebrox' WHERE user_id = 'named 7'`;
  expect(await found('phod bee')).toHaveLength(1);
  await sql`UPDATE profile SET display_name = 'Tricia McMillan' WHERE user_id = 'named 7'`;
  expect(await found('phod bee')).toEqual([]);
  expect(await found('tricia mc')).toHaveLength(1);
});

describe('among thousands', () => {
  beforeAll(async () => {
    await sql`
    INSERT INTO "user" (id, name, email)
    SELECT 'person ' || n, 'Person ' || md5(n::text), n || '@example.org' FROM generate_series(1, 3000) AS n`;
    await sql`VACUUM ANALYZE`;
  });

  test.each(['lovelace', '王', 'zq', 'nobody has this'])('does not read everyone to find “%s”', async (search) => {
    const plan = await planOf(search);
    expect(plan).toContain('profile_grams_idx');
    expect(plan).not.toContain('Seq Scan on profile');
  });

  test('what nearly everyone matches is read in order, and no further than the page', async () => {
    const plan = await planOf('person');
    expect(plan).toContain('profile_handle_key');
    expect(plan).not.toContain('Sort');
  });
});

/** How Postgres would answer what the store asks for a first page. */
async function planOf(search: string): Promise<string> {
  asked = [];
  await store.list({ search, after: null, limit: 25 }, everyone);
  const [{ query, params } = { query: '', params: [] }] = asked;
  return (await sql.unsafe(`EXPLAIN ${query}`, params as string[])).map((row) => row['QUERY PLAN']).join('\n');
}
