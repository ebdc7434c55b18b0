import { expect, setDefaultTimeout, test } from 'bun:test';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { dropDatabase, emptyDatabase } from '../../test/postgres';
import { migrateDatabase, migrationsFolder } from './migrate';

setDefaultTimeout(30_000);

/** The first so many migrations, as an older Visage brought them. */
async function migrateTo(sql: postgres.Sql, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'visage-older-'));
  try {
    cpSync(migrationsFolder, folder, { recursive: true });
    const journal = join(folder, 'meta', '_journal.json');
    const { entries, ...rest } = (await Bun.file(journal).json()) as { entries: object[] };
    await Bun.write(journal, JSON.stringify({ ...rest, entries: entries.slice(0, count) }));
    await migrate(drizzle(sql), { migrationsFolder: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a database that was in use has what its answers need of profiles, and answers as before', async () => {
  const connection = await emptyDatabase();
  const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  const answers = () => sql<Record<string, unknown>[]>`
    SELECT user_id, current_picture_id, version, last_updated FROM picture_state ORDER BY user_id`;
  try {
    await migrateTo(sql, 12);
    for (const [id, visibility] of [
      ['ada', 'public'],
      ['grace', 'private'],
    ] as const) {
      await sql`INSERT INTO "user" (id, name, email, sign_up_visibility) VALUES (${id}, ${`${id} L`}, ${`${id}@example.org`}, ${visibility})`;
    }
    await sql`WITH made AS (INSERT INTO picture (user_id, mime_type, data, width, height, thumbhash)
        VALUES ('ada', 'image/png', 'bytes', 1, 1, '') RETURNING id)
      UPDATE picture_state SET current_picture_id = made.id FROM made WHERE user_id = 'ada'`;
    const before = await answers();
    expect(before).toHaveLength(2);

    await migrateDatabase(connection);
    expect(await answers()).toEqual(before);
    expect([...(await sql`SELECT user_id, visibility, display_name FROM picture_state ORDER BY user_id`)]).toEqual([
      { user_id: 'ada', visibility: 'public', display_name: 'ada L' },
      { user_id: 'grace', visibility: 'private', display_name: 'grace L' },
    ]);
    // The triggers are at work again.
    await sql`UPDATE picture_state SET current_picture_id = NULL WHERE user_id = 'ada'`;
    expect((await answers())[0]?.version).not.toBe(before[0]?.version);
  } finally {
    await sql.end();
    await dropDatabase(connection);
  }
});
