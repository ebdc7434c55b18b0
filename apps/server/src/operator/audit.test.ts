import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../test/images';
import { operate, reaching } from '../../test/operate';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes take longer on a machine that is busy.
setDefaultTimeout(60_000);

let visage: TestVisage;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp('Ada');
  grace = await visage.signUp('Grace');
});
afterAll(() => visage.stop());

const admin = (...words: string[]) => operate(['admin', ...words], reaching(visage.connection));

test('each deed leaves an entry, in order and by name; those that change nothing leave none', async () => {
  for (const words of [['verify'], ['promote'], ['promote', '--undo'], ['hide'], ['erase', '--yes']]) {
    const [what = '', ...flags] = words;
    expect((await admin(what, ada.email, ...flags)).status).toBe(0);
    // Once more: they are so already, or gone.
    await admin(what, ada.email, ...flags);
  }
  const { said } = await admin('log', ada.id);
  const entries = said
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(entries.map(([, what]) => what)).toEqual(['verify', 'promote', 'demote', 'hide', 'erase']);
  for (const [at, , by] of entries) {
    expect(Date.parse(at ?? '')).not.toBeNaN();
    expect(by).toBe(`by ${userInfo().username}`);
  }
  expect((await admin('log', grace.id)).said).toContain('Nothing was done');
});

test('what the page says to ask shows all of them, and whom they were about to those who know an id', async () => {
  const page = await Bun.file(join(import.meta.dir, '../../../../docs/operating.md')).text();
  const question = /psql "\$DATABASE_URL" -c "(SELECT .*)"/.exec(page)?.[1] ?? '';
  const rows = await visage.sql.unsafe(question);
  expect(rows.map(({ what }) => what)).toEqual(['verify', 'promote', 'demote', 'hide', 'erase']);
  for (const row of rows) expect(row.sha256_of_id).toBe(sha256(new TextEncoder().encode(ada.id)));
  expect(JSON.stringify(rows)).not.toContain(ada.id);
});

test('a deed that fails leaves no entry, and one that can’t be entered is not done', async () => {
  await visage.sql`ALTER TABLE audit ADD CONSTRAINT no_more CHECK (what <> 'hide') NOT VALID`;
  expect((await admin('hide', grace.email)).status).toBe(1);
  await visage.sql`ALTER TABLE audit DROP CONSTRAINT no_more`;
  // Refused at the very end of the transaction, when the entry is written.
  await visage.sql`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION $$refused$$; END'`;
  await visage.sql`CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON profile INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()`;
  expect((await admin('hide', grace.email)).status).toBe(1);
  await visage.sql`DROP FUNCTION refuse CASCADE`;
  const [profile] = await visage.sql`SELECT visibility FROM profile WHERE user_id = ${grace.id}`;
  expect(profile?.visibility).toBe('public');
  expect((await admin('log', grace.id)).said).toContain('Nothing was done');
});
