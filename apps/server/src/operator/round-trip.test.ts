import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { moveDate, own, update, upload } from '../../test/deeds';
import { makeKey } from '../../test/keys';
import { operate, reaching } from '../../test/operate';
import { everything } from '../../test/portable-rows';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { leftBehind, portableTables } from '../storage/portable/tables';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

let visage: TestVisage;
let ada: Person;
let directory: string;
let file: string;
const opened: { sql: postgres.Sql; connection: Awaited<ReturnType<typeof freshDatabase>> }[] = [];

/** An empty database, and a way to look into it. */
async function another() {
  const connection = await freshDatabase();
  const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  opened.push({ sql, connection });
  return { sql, env: reaching(connection) };
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'visage-round-trip-'));
  file = join(directory, 'people.visage');
  visage = await startTestVisage();
  ada = await visage.signUp('Ada Lovelace');
  for (const altText of ['First', 'Zweites – “ñ” 絵', 'Third']) await upload(visage, ada, { altText });
  await update(visage, ada, {
    handle: 'ada',
    bio: 'Line one\nline "two"\\',
    visibility: 'members',
    lookupByEmail: true,
  });
  await moveDate(visage, ada, 86_400);
  await makeKey(visage, ada);
  const grace = await visage.signUp('Grace Hopper');
  await upload(visage, grace);
  await visage.mutate('picture.remove', undefined, grace);
  await visage.signUp('Nobody Special');
  const gone = await visage.signUp('Gone Already');
  const { sql } = visage;
  for (const [id, name] of [
    [grace.id, 'member-1'],
    [gone.id, 'member-2'],
  ] as const) {
    await sql`INSERT INTO alias (kind, name, user_id, bound_at) VALUES ('ext', ${name}, ${id}, now())`;
  }
  await visage.mutate('account.delete', { password: gone.password }, gone);
  await sql`UPDATE account SET access_token = 'token', scope = 'read:user', access_token_expires_at = now() WHERE user_id = ${ada.id}`;
  await sql`UPDATE "user" SET email_verified = true, promoted = true WHERE id = ${ada.id}`;
  await sql`
    INSERT INTO passkey (id, user_id, credential_id, public_key, counter, device_type, backed_up)
    VALUES ('key', ${ada.id}, 'credential', 'public', 7, 'multiDevice', true)`;
  await sql`INSERT INTO audit (what, subject, operator) VALUES ('erase', sha256('gone'), 'root')`;
  const { status, told } = await operate(['export', file], reaching(visage.connection));
  expect({ status, told }).toMatchObject({ status: 0, told: expect.stringContaining('3 people with 4 pictures') });
});
afterAll(async () => {
  await visage.stop();
  for (const { sql, connection } of opened) {
    await sql.end();
    await dropDatabase(connection);
  }
  rmSync(directory, { recursive: true, force: true });
});

test('of every table it is decided whether it is carried', async () => {
  const rows = await visage.sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  expect(rows.map(({ name }) => name).sort()).toEqual([...portableTables, ...Object.keys(leftBehind)].sort());
});

test('every column of every row comes out of another database as it went in', async () => {
  const { sql, env } = await another();
  const { status, told } = await operate(['import', file], env);
  expect({ status, told }).toMatchObject({
    status: 0,
    told: expect.stringContaining(', 0 rows left as they are here'),
  });
  const held = await everything(sql);
  expect(held).toEqual(await everything(visage.sql));
  for (const rows of Object.values(held)) expect(rows).not.toBeEmpty();
  // Only what has another value than a new row would have shows that it was carried.
  const unmoved = await sql`SELECT 1 FROM picture_state WHERE last_updated > now() + interval '20 hours'`;
  expect(unmoved.length).toBe(1);
});

test('imported again, nothing is added, changed or told to differ', async () => {
  const { sql, env } = await another();
  await operate(['import', file], env);
  const before = await everything(sql);
  const { told } = await operate(['import', file], env);
  expect(told).toContain('0 rows added');
  expect(told).toContain('0 rows overwritten, 0 rows left as they are here');
  expect(await everything(sql)).toEqual(before);
});

test('interrupted in the middle, an import is finished by the next one', async () => {
  const { sql, env } = await another();
  await operate(['import', file], env);
  await sql`DELETE FROM "user" WHERE id = ${ada.id}`;
  await sql`DELETE FROM picture WHERE NOT EXISTS (SELECT FROM picture_state WHERE current_picture_id = picture.id)`;
  await operate(['import', file], env);
  const [held, source] = [await everything(sql), await everything(visage.sql)];
  for (const table of portableTables.filter((each) => each !== 'alias')) expect(held[table]).toEqual(source[table]);
});

test('what differs is named and left, and overwritten only when asked', async () => {
  const { sql, env } = await another();
  await operate(['import', file], env);
  await sql`UPDATE profile SET bio = 'Mine', handle = 'countess' WHERE user_id = ${ada.id}`;
  await sql`UPDATE picture_state SET current_picture_id = NULL WHERE user_id = ${ada.id}`;
  const [before] = await sql`SELECT version, last_updated FROM picture_state WHERE user_id = ${ada.id}`;
  const kept = await operate(['import', file], env);
  expect(kept.status).toBe(0);
  expect(kept.said).toContain(`profile ${ada.id} differs here in handle, bio.`);
  expect(kept.said).toContain(`Person ${ada.id} shows another picture here.`);
  expect(await sql`SELECT version, last_updated FROM picture_state WHERE user_id = ${ada.id}`).toMatchObject([
    { ...before },
  ]);
  const changed = await operate(['import', file, '--overwrite'], env);
  expect(changed.told).toContain('2 rows overwritten, 0 rows left as they are here');
  const [after] = await sql`
    SELECT version, last_updated, bio, handle, current_picture_id IS NOT NULL AS shown
    FROM picture_state JOIN profile USING (user_id) WHERE user_id = ${ada.id}`;
  expect(after).toMatchObject({ bio: 'Line one\nline "two"\\', handle: 'ada', shown: true });
  const source = await own(visage, ada);
  expect([before?.version, source.picture?.version]).not.toContain(after?.version);
  expect(after?.last_updated.getTime()).toBeGreaterThan(before?.last_updated.getTime());
});

test('dates never run back, whichever database is ahead', async () => {
  const { sql, env } = await another();
  await operate(['import', file], env);
  const dates = () => sql`SELECT last_updated::text AS date, version FROM picture_state WHERE user_id = ${ada.id}`;
  await sql`UPDATE picture_state SET current_picture_id = current_picture_id WHERE user_id = ${ada.id}`;
  const [ahead] = await dates();
  const { said } = await operate(['import', file], env);
  expect(said).not.toContain('shows another picture');
  expect(await dates()).toMatchObject([{ ...ahead }]);
  // Behind, as when this one was restored from an older backup.
  await sql.begin(async (tx) => {
    await tx`SET LOCAL session_replication_role = replica`;
    await tx`UPDATE picture_state SET last_updated = '2020-01-01', version = 'older' WHERE user_id = ${ada.id}`;
    await tx`UPDATE alias SET bound_at = '2020-01-01' WHERE bound_at > '2020-01-01'`;
  });
  await operate(['import', file], env);
  const [row] = await sql`
    SELECT here.last_updated > there AS later, version FROM picture_state here,
      (SELECT ${(await own(visage, ada)).picture?.lastUpdated ?? ''}::timestamptz AS there) x WHERE user_id = ${ada.id}`;
  expect(row).toMatchObject({ later: true, version: expect.not.stringMatching('older') });
  const names = (from: postgres.Sql) => from`SELECT kind, name, bound_at::text AS at FROM alias ORDER BY kind, name`;
  expect([...(await names(sql))]).toEqual([...(await names(visage.sql))]);
});

test('someone whose address or handle is another’s is left out, and nobody else', async () => {
  const { sql, env } = await another();
  await sql`INSERT INTO "user" (id, name, email) VALUES ('other', 'Other', ${ada.email})`;
  await sql`INSERT INTO "user" (id, name, email) VALUES ('third', 'Third', 'third@example.org')`;
  const [nobody] = await visage.sql`SELECT user_id, handle FROM profile WHERE display_name = 'Nobody Special'`;
  await sql`UPDATE profile SET handle = ${nobody?.handle} WHERE user_id = 'third'`;
  const { said, status } = await operate(['import', file], env);
  expect(status).toBe(0);
  expect(said).toContain(`Person ${ada.id} was left out: someone else here has their address.`);
  expect(said).toMatch(new RegExp(`Person ${nobody?.user_id} was left out: .*handle`));
  const people = await sql`SELECT display_name FROM profile ORDER BY display_name`;
  expect(people.map((each) => each.display_name)).toEqual(['Grace Hopper', 'Other', 'Third']);
  expect(await sql`SELECT 1 FROM picture WHERE user_id = ${ada.id}`).toBeEmpty();
});

test('a file that is cut short, altered, or none at all is refused, and nothing of it gets in', async () => {
  const { sql, env } = await another();
  const whole = readFileSync(file);
  const altered = Buffer.from(whole);
  const at = altered.indexOf('PNG');
  altered.writeUInt8((altered.at(at + 40) ?? 0) ^ 1, at + 40);
  const dropped = whole.toString('latin1').replace(/\n\["passkey".*?\n/, '\n');
  for (const [bytes, sentence] of [
    [whole.subarray(0, -1), 'is cut short'],
    [whole.subarray(0, whole.lastIndexOf('\n', whole.byteLength - 2) + 1), 'is cut short'],
    [whole.subarray(0, whole.byteLength / 2), 'is cut short'],
    [altered, 'is damaged or was altered'],
    [Buffer.from(dropped, 'latin1'), 'is damaged or was altered'],
    [Buffer.concat([whole, Buffer.from('more')]), 'is damaged or was altered'],
    [Buffer.from('{"a":1}\n'), 'is no export of Visage'],
    [Buffer.from(''), 'is no export of Visage'],
  ] as const) {
    const bad = join(directory, 'bad.visage');
    writeFileSync(bad, bytes);
    const { status, told } = await operate(['import', bad], env);
    expect({ status, told }).toMatchObject({ status: 1, told: expect.stringContaining(sentence) });
  }
  expect(await sql`SELECT 1 FROM "user"`).toBeEmpty();
});

test('a file that is there is not written over unless asked, and one that failed is not left', async () => {
  const env = reaching(visage.connection);
  const again = await operate(['export', file], env);
  expect(again).toMatchObject({ status: 1, told: expect.stringContaining('is there already') });
  expect((await operate(['export', file, '--force'], env)).status).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const failed = join(directory, 'failed.visage');
  const unreachable = { ...env, DATABASE_URL: 'postgres:///no_such_database' };
  expect((await operate(['export', failed], unreachable)).status).toBe(1);
  expect([existsSync(failed), existsSync(`${failed}.part`)]).toEqual([false, false]);
});

test('an export goes to standard output as well, and is the same', async () => {
  const { status, said } = await operate(['export', '-'], reaching(visage.connection));
  expect(status).toBe(0);
  const lines = (text: string) => text.split('\n').filter((line) => line.startsWith('["'));
  expect(lines(said)).toEqual(lines(readFileSync(file).toString()));
});

test('a damaged picture is not carried on: the export says which', async () => {
  const { sql, env } = await another();
  await operate(['import', file], env);
  await sql`ALTER TABLE picture ALTER COLUMN digest DROP EXPRESSION`;
  await sql`UPDATE picture SET data = 'damaged' WHERE alt_text = 'Third'`;
  const { status, told } = await operate(['export', join(directory, 'damaged.visage')], env);
  expect({ status, told }).toMatchObject({ status: 1, told: expect.stringContaining('is damaged') });
});
