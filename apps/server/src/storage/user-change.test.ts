import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import { createAccountStore } from './account-store';
import { openDatabase } from './database';
import { createPictureStore } from './picture-store';
import { createProfileStore } from './profile-store';
import { createProvisionStore } from './provision-store';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let connection: Awaited<ReturnType<typeof freshDatabase>>;
let database: ReturnType<typeof openDatabase>;
const announced = new Set<string>();
const announce = (name: string) => announced.add(name);

beforeAll(async () => {
  connection = await freshDatabase();
  database = openDatabase(connection, { connections: 2 });
});
afterAll(async () => {
  await database.close();
  await dropDatabase(connection);
});

const file = {
  mimeType: 'image/png' as const,
  data: new Uint8Array([1]),
  width: 1,
  height: 1,
  thumbhash: '',
  dominantColor: '#000000',
  hasAlpha: false,
  cropX: 0,
  cropY: 0,
};

/** What `deed` announced. */
async function announcedBy(deed: () => Promise<unknown>): Promise<Set<string>> {
  announced.clear();
  await deed().catch(() => {});
  return new Set(announced);
}

test('every change names the user and whatever leads to them, what was just bound by another process too', async () => {
  const { db, sql } = database;
  const accounts = createAccountStore(db, announce);
  const pictures = createPictureStore(db, announce);
  const profiles = createProfileStore(db, announce);
  const id = await accounts.add({ name: 'Ann', email: 'ann@example.org' });
  // As another process would, of which no notice has come.
  await sql`UPDATE profile SET handle = 'ann-one' WHERE user_id = ${id}`;
  await sql`INSERT INTO alias (kind, name, user_id, bound_at) VALUES ('ext', '42', ${id}, now())`;
  const all = new Set(['@ann-one', 'ext:42', id]);

  expect(await announcedBy(() => pictures.replace(id, file, undefined))).toEqual(all);
  const picture = await pictures.replace(id, file, undefined);
  const pictureId = typeof picture === 'string' ? '' : picture.id;
  expect(await announcedBy(() => pictures.remove(id))).toEqual(all);
  expect(await announcedBy(() => pictures.restore(id, pictureId))).toEqual(all);
  expect(await announcedBy(() => pictures.forget(id, pictureId))).toEqual(all);
  expect(await announcedBy(() => profiles.update(id, 1, { visibility: 'private' }))).toEqual(all);
  expect(await announcedBy(() => profiles.update(id, 2, { handle: 'ann-two' }))).toEqual(
    new Set(['@ann-one', '@ann-two', 'ext:42', id]),
  );
  // Whoever has it was here first; of one that failed nobody knows how far it came.
  await accounts.add({ name: 'Bob', email: 'bob@example.org' });
  await sql`UPDATE profile SET handle = 'bob-one' WHERE user_id <> ${id}`;
  expect(await announcedBy(() => profiles.update(id, 3, { handle: 'bob-one' }))).toContain(id);
  expect(await announcedBy(() => accounts.erase(id))).toEqual(new Set(['@ann-two', 'ext:42', id]));
  expect(await announcedBy(() => pictures.remove(id))).toEqual(new Set([id]));
});

test('provisioning names the user made, their handle and the external id, which others may remember as nobody’s', async () => {
  const provisions = createProvisionStore(database.db, announce);
  const cleo = { externalId: 'cleo', displayName: 'Cleo', handle: 'cleo-one' };
  const names = await announcedBy(() => provisions.provision(cleo));
  const id = await provisions.find('cleo');
  expect(names).toEqual(new Set(['ext:cleo', '@cleo-one', id ?? 'nobody']));
  // Of one that failed nobody knows how far it came.
  expect(await announcedBy(() => provisions.provision({ ...cleo, externalId: 'other' }))).toContain('ext:other');
  expect(await provisions.find('other')).toBeNull();
});
