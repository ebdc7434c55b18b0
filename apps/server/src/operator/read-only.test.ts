import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { own, update, upload } from '../../test/deeds';
import { operate, reaching } from '../../test/operate';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

const directory = mkdtempSync(join(tmpdir(), 'visage-read-only-'));
const reader = `reader_${process.pid}`;
let visage: TestVisage;
let ada: Person;
let files = 0;
const newFile = () => join(directory, `${++files}.visage`);

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp('Ada');
  await upload(visage, ada);
  await update(visage, ada, { handle: 'ada' });
  // A role that may look, and nothing else: what a backup is best made as.
  await visage.sql.unsafe(`CREATE ROLE ${reader} LOGIN PASSWORD 'reading' IN ROLE pg_read_all_data`);
});
afterAll(async () => {
  await visage.sql.unsafe(`DROP ROLE ${reader}`);
  await visage.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Runs `look` while the database refuses every change that does not insist. */
async function refusingChanges(look: () => Promise<void>): Promise<void> {
  const name = visage.connection.database;
  await visage.sql`ALTER DATABASE ${visage.sql(name)} SET default_transaction_read_only = on`;
  try {
    await look();
  } finally {
    await visage.sql`ALTER DATABASE ${visage.sql(name)} RESET default_transaction_read_only`;
  }
}

test('an export is made where every transaction is read-only, and holds everyone', async () => {
  await refusingChanges(async () => {
    const { status, told } = await operate(['export', newFile()], reaching(visage.connection));
    expect({ status, told }).toMatchObject({ status: 0, told: expect.stringContaining('1 person with 1 picture') });
  });
});

test('doctor looks at a database that takes no changes, and says that Visage can’t run on it', async () => {
  await refusingChanges(async () => {
    const { status, said } = await operate(['doctor'], reaching(visage.connection));
    expect(status).toBe(1);
    expect(said).toMatch(/PROBLEM .*Every transaction is read-only here/);
    expect(said).toMatch(/ok .*The tables are those of this Visage/);
    expect(said).toMatch(/ok .*The bytes of every picture/);
  });
});

test('a role that may only read exports and is looked at; people can be listed by it', async () => {
  const env = { ...reaching(visage.connection), PGUSER: reader, PGPASSWORD: 'reading' };
  const { status, told } = await operate(['export', newFile()], env);
  expect({ status, told }).toMatchObject({ status: 0, told: expect.stringContaining('1 person with 1 picture') });
  expect((await operate(['doctor'], env)).said).toMatch(/ok .*The bytes of every picture/);
  expect((await operate(['admin', 'list'], env)).said).toContain('@ada');
  expect((await operate(['admin', 'log', 'ada'], env)).status).toBe(0);
  const refused = await operate(['admin', 'hide', 'ada', '--yes'], env);
  expect(refused).toMatchObject({
    status: 1,
    told: expect.stringMatching(/^The database refuses this: .*\n$/),
  });
  expect((await own(visage, ada)).visibility).toBe('public');
});

test('tables of an older Visage are exported as they are, said to be so, and come into those of this one', async () => {
  const old = await freshDatabase();
  const fresh = await freshDatabase();
  const [there, here] = [old, fresh].map((each) => postgres({ ...each, max: 1, onnotice: () => {} }));
  try {
    if (!there || !here) throw new Error('two databases');
    // As they were before there were passkeys, keys for programs, promotions and an audit.
    await there`DROP TABLE audit, passkey, api_key`;
    await there`ALTER TABLE "user" DROP COLUMN promoted`;
    await there`DELETE FROM drizzle.__drizzle_migrations WHERE id > (SELECT min(id) + 3 FROM drizzle.__drizzle_migrations)`;
    await there`INSERT INTO "user" (id, name, email) VALUES ('old', 'Old Hand', 'old@example.org')`;
    await there`INSERT INTO picture (user_id, mime_type, data, width, height, thumbhash) VALUES ('old', 'image/png', 'bytes', 1, 1, '')`;
    await there`UPDATE picture_state SET current_picture_id = picture.id FROM picture`;
    const tables = () =>
      there`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`;
    const before = (await tables()).length;
    const file = newFile();
    const { status, told } = await operate(['export', file], reaching(old));
    expect({ status, told }).toMatchObject({
      status: 0,
      told: expect.stringMatching(/older Visage \(\d+ migrations behind\)/),
    });
    expect(await tables()).toHaveLength(before);
    expect((await operate(['import', file], reaching(fresh))).status).toBe(0);
    const shown = (sql: postgres.Sql) =>
      sql`SELECT name, handle, picture.digest, version, last_updated::text FROM "user"
          JOIN profile ON profile.user_id = "user".id JOIN picture_state ON picture_state.user_id = "user".id
          JOIN picture ON picture.id = current_picture_id`;
    expect([...(await shown(here))]).toEqual([...(await shown(there))]);
    expect(await here`SELECT 1 FROM "user" WHERE NOT promoted`).toHaveLength(1);
  } finally {
    for (const sql of [there, here]) await sql?.end();
    for (const each of [old, fresh]) await dropDatabase(each);
  }
});

test('tables of a newer Visage, and those of anything else, are not exported, since something would be left out', async () => {
  await visage.sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('newer', 9999999999999)`;
  const file = newFile();
  const newer = await operate(['export', file], reaching(visage.connection));
  await visage.sql`DELETE FROM drizzle.__drizzle_migrations WHERE hash = 'newer'`;
  expect(newer).toMatchObject({ status: 1, told: expect.stringContaining('A newer Visage has changed these tables') });
  const empty = { ...reaching(visage.connection), DATABASE_URL: 'postgres:///postgres' };
  const none = await operate(['export', file], empty);
  expect(none).toMatchObject({ status: 1, told: expect.stringContaining('There are no tables of Visage') });
  expect(readdirSync(directory).filter((name) => join(directory, name).startsWith(file))).toBeEmpty();
});

test('whoever looks makes no database: an export from the wrong directory is no empty one', async () => {
  const nowhere = join(directory, 'nowhere');
  const file = newFile();
  const exported = await operate(['export', file], { DATA_DIR: nowhere });
  expect(exported).toMatchObject({ status: 1, told: expect.stringContaining(`There is no database in ${nowhere}`) });
  const looked = await operate(['doctor'], { DATA_DIR: nowhere });
  expect(looked.said).toMatch(/remark .*There is no database/);
  expect([existsSync(file), existsSync(nowhere)]).toEqual([false, false]);
});
