import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { type Packed, packClient, run } from '../../packages/client/test/packed';
import { verifyAddress } from '../server/test/deeds';
import { image } from '../server/test/images';
import { makeKey } from '../server/test/keys';
import { startTestVisage, type TestVisage } from '../server/test/visage';
import { readCsv } from './csv';

// Building and packing take longer on a machine that is busy.
setDefaultTimeout(60_000);

let packed: Packed;
let visage: TestVisage;
let env: Record<string, string>;

beforeAll(async () => {
  [packed, visage] = await Promise.all([packClient(), startTestVisage({ ADMIN_EMAILS: 'person1@example.org' })]);
  const admin = await visage.signUp();
  await verifyAddress(visage, admin);
  env = { VISAGE_URL: visage.base, VISAGE_KEY: (await makeKey(visage, admin, ['profiles:write'])).key };
  for (const file of ['import.ts', 'csv.ts']) await cp(join(import.meta.dir, file), join(packed.project, file));
});
afterAll(async () => {
  await visage?.stop();
  await packed?.remove();
});

const shown = (externalId: string) => visage.query('profile.get', { externalId });

test('people and pictures come in by the packed client, and once more changes nothing', async () => {
  await Bun.write(join(packed.project, 'grace.png'), await image());
  const csv = 'externalId,displayName,handle,picture\nm1,"Hopper, Grace",grace-h,grace.png\nm2,Alan Turing,,\n';
  await Bun.write(join(packed.project, 'people.csv'), csv);
  const said = await run(['bun', 'import.ts', 'people.csv'], packed.project, env);
  expect(said).toContain('m1: @grace-h, with a picture');
  const first = await shown('m1');
  expect(first.data).toMatchObject({ displayName: 'Hopper, Grace', picture: { mimeType: 'image/png' } });
  expect((await shown('m2')).data).toMatchObject({ displayName: 'Alan Turing', picture: null });
  expect(await run(['bun', 'import.ts', 'people.csv'], packed.project, env)).toBe(said);
  expect((await shown('m1')).data).toEqual(first.data);
});

test('one bad row stops no other, and is told of', async () => {
  const csv = 'externalId,displayName,handle\nm3,Edsger,grace-h\nm4,Barbara Liskov,\n';
  await Bun.write(join(packed.project, 'bad.csv'), csv);
  const failure = await run(['bun', 'import.ts', 'bad.csv'], packed.project, env).catch(String);
  expect(failure).toContain('ended with 1');
  expect(failure).toContain('m3: ');
  expect((await shown('m3')).status).toBe(404);
  expect((await shown('m4')).data).toMatchObject({ displayName: 'Barbara Liskov' });
});

test('quotes, commas and line breaks stand inside fields', () => {
  expect(readCsv('a,b\r\n"1, ""one""\nx",2\r\n,3\n')).toEqual([
    { a: '1, "one"\nx', b: '2' },
    { a: '', b: '3' },
  ]);
});
