import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { own, pathOf, upload } from '../../test/deeds';
import { operate, reaching } from '../../test/operate';
import { openPooler } from '../../test/pooler';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

let visage: TestVisage;
let ada: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp('Ada');
  await upload(visage, ada, { altText: 'Earlier' });
  await upload(visage, ada, { altText: 'Now' });
  await visage.picture(`${pathOf(ada)}?size=32&format=webp`);
});
afterAll(() => visage.stop());

const doctor = (words: string[] = [], env: Record<string, string> = {}) =>
  operate(['doctor', ...words], { ...reaching(visage.connection), ...env });

/** Spoils something without the rules of the database, and mends it after. */
async function spoiled(spoil: string, mend: string, look: () => Promise<void>): Promise<void> {
  const run = (statements: string) =>
    visage.sql.begin(async (tx) => {
      await tx.unsafe(`SET LOCAL session_replication_role = replica; ${statements}`);
    });
  await run(spoil);
  try {
    await look();
  } finally {
    await run(mend);
  }
}

test('a database in good health has nothing to be done', async () => {
  const { status, said } = await doctor();
  // The test's own server forgoes safety for speed, and that is said.
  const problems = said.split('\n').filter((line) => line.includes('PROBLEM'));
  expect(problems).toEqual([expect.stringContaining('fsync, full_page_writes, synchronous_commit are off')]);
  expect(status).toBe(1);
  for (const good of [
    'arrive',
    'clock',
    'tables are those',
    '1 person, 2 pictures, 1 resized one',
    'bytes of every picture',
  ]) {
    expect(said).toMatch(new RegExp(`  ok .*${good}`));
  }
});

test('a picture whose bytes have changed on the disk is found, and so is a resized one', async () => {
  const [picture] = await visage.sql`SELECT id, user_id FROM picture WHERE alt_text = 'Earlier'`;
  await visage.sql`ALTER TABLE picture ALTER COLUMN digest DROP EXPRESSION`;
  await spoiled(
    "UPDATE picture SET digest = sha256('x') WHERE alt_text = 'Earlier'",
    "UPDATE picture SET digest = sha256(data) WHERE alt_text = 'Earlier'",
    async () => {
      const { status, said } = await doctor();
      expect(status).toBe(1);
      expect(said).toContain(`Picture ${picture?.id} of person ${ada.id} is damaged.`);
      expect(said.match(/is damaged/g)).toHaveLength(1);
    },
  );
  await visage.sql`ALTER TABLE rendition ALTER COLUMN digest DROP EXPRESSION`;
  await spoiled("UPDATE rendition SET digest = sha256('x')", 'UPDATE rendition SET digest = sha256(data)', async () => {
    expect((await doctor()).said).toMatch(/A resized copy of picture \S+ is damaged/);
  });
});

test('rows that contradict each other are found, with how many and an example', async () => {
  const [row] = await visage.sql`SELECT to_json(picture_state) AS state FROM picture_state`;
  await spoiled(
    `DELETE FROM picture_state; UPDATE alias SET released_at = now() WHERE kind = 'handle';
     INSERT INTO profile (user_id, handle, display_name) VALUES ('nobody', 'nobody-there', 'Nobody')`,
    `INSERT INTO picture_state SELECT * FROM json_populate_record(NULL::picture_state, '${JSON.stringify(row?.state)}');
     UPDATE alias SET released_at = NULL; DELETE FROM profile WHERE user_id = 'nobody'`,
    async () => {
      const { said } = await doctor();
      expect(said).toContain(`people without a date of what they show: 1, such as ${ada.id}`);
      expect(said).toContain('profiles of nobody: 1, such as nobody');
      expect(said).toContain('handles that lead to nobody or someone else: 2');
    },
  );
});

test('an answer that goes to others than its profile says is found', async () => {
  await spoiled(
    "UPDATE picture_state SET visibility = 'private'",
    "UPDATE picture_state SET visibility = 'public'",
    async () => {
      expect((await doctor()).said).toContain(`people who are not shown as their profile says: 1, such as ${ada.id}`);
    },
  );
});

test('settings that can’t be used are all named, and a database that isn’t there', async () => {
  const wrong = await doctor([], { PORT: 'x', WORKERS: '0' });
  expect(wrong.status).toBe(1);
  expect(wrong.said).toMatch(/PROBLEM .*PORT/);
  expect(wrong.said).toMatch(/PROBLEM .*WORKERS/);
  const away = await doctor([], { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x', PGHOST: '127.0.0.1' });
  expect(away).toMatchObject({
    status: 1,
    said: expect.stringContaining('The database can’t be used'.replace('’', "'")),
  });
  expect(away.said + away.told).not.toContain('secret');
});

test('behind a transaction pooler it says that notices don’t arrive, and what that costs', async () => {
  const { connection } = visage;
  const pooler = openPooler(`${connection.host}/.s.PGSQL.${connection.port}`);
  const { said } = await doctor([], { PGHOST: '127.0.0.1', PGPORT: String(pooler.port) });
  pooler.stop();
  expect(said).toMatch(/remark .*LISTEN\/NOTIFY\) don't arrive/);
  expect(said).toContain('pool_mode = transaction');
});

test('missing migrations and those of a newer Visage are told apart', async () => {
  const last = await visage.sql`
    DELETE FROM drizzle.__drizzle_migrations WHERE id = (SELECT max(id) FROM drizzle.__drizzle_migrations) RETURNING hash, created_at`;
  expect((await doctor()).said).toContain('1 migrations are missing');
  await visage.sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('newer', 9999999999999)`;
  expect((await doctor()).said).toContain('A newer Visage has changed these tables');
  await visage.sql`DELETE FROM drizzle.__drizzle_migrations WHERE hash = 'newer'`;
  await visage.sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES (${last[0]?.hash}, ${last[0]?.created_at})`;
});

test('after a restore everyone has a new version and a later date, which a running server shows', async () => {
  const before = await own(visage, ada);
  expect((await visage.picture(pathOf(ada))).status).toBe(200);
  const { status, told } = await doctor(['--after-restore']);
  expect({ status, told }).toMatchObject({ status: 0, told: expect.stringContaining('1 person: ') });
  const after = await own(visage, ada);
  expect(after.picture?.version).not.toBe(before.picture?.version);
  expect(Date.parse(after.picture?.lastUpdated ?? '')).toBeGreaterThan(Date.parse(before.picture?.lastUpdated ?? ''));
  expect({ ...after.picture, version: 0, url: 0, lastUpdated: 0 }).toEqual({
    ...before.picture,
    version: 0,
    url: 0,
    lastUpdated: 0,
  } as never);
});

test('an embedded database of another major version is refused, saying what to run', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'visage-doctor-'));
  try {
    await operate(['demo'], { DATA_DIR: dataDir });
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    const file = join(dataDir, 'people.visage');
    for (const words of [['doctor'], ['export', file]]) {
      const { status, told } = await operate(words, { DATA_DIR: dataDir });
      expect({ status, told }).toMatchObject({ status: 1, told: expect.stringContaining('--postgres-bin') });
      expect(told).not.toContain('    at ');
    }
    const nowhere = await operate(['export', file, '--postgres-bin', '/no/such'], { DATA_DIR: dataDir });
    expect(nowhere).toMatchObject({ status: 1, told: expect.stringContaining('There is no PostgreSQL in /no/such') });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test('an embedded database in good health ends with 0, and nothing is left running', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'visage-doctor-'));
  try {
    await operate(['demo'], { DATA_DIR: dataDir });
    const { status, said } = await operate(['doctor'], { DATA_DIR: dataDir });
    expect({ status, said }).toMatchObject({ status: 0, said: expect.stringContaining('All is well.') });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
