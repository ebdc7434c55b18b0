import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { PictureMetadata } from '@visage/contract/picture';
import { own, update, upload, verifyAddress } from '../../../test/deeds';
import { base64, image, sha256 } from '../../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let admin: Person;

beforeAll(async () => {
  visage = await startTestVisage({ ADMIN_EMAILS: 'person1@example.org' });
  admin = await visage.signUp('Ann Admin');
  await verifyAddress(visage, admin);
});
afterAll(() => visage.stop());

const history = async (person: Person): Promise<PictureMetadata[]> => {
  const { data } = await visage.query('picture.history', undefined, person);
  expect(data.nextCursor).toBeNull();
  return data.items;
};
const idsOf = (pictures: PictureMetadata[]) => pictures.map(({ id }) => id);
const current = async (person: Person) => (await own(visage, person)).picture;
const notFound = { code: 'NOT_FOUND', reason: 'not_found', httpStatus: 404 };

/** Someone with as many pictures as asked, the first uploaded first. */
async function withPictures(count: number): Promise<{ person: Person; pictures: PictureMetadata[] }> {
  const person = await visage.signUp();
  const pictures: PictureMetadata[] = [];
  for (let n = 0; n < count; n += 1) pictures.push(await upload(visage, person));
  return { person, pictures };
}

describe('an upload', () => {
  test('answers metadata that are those of the bytes its URL serves', async () => {
    const person = await visage.signUp();
    const picture = await upload(visage, person, {
      file: await image('jpeg', { width: 60, height: 40 }),
      mimeType: 'image/jpeg',
      altText: '  Me ',
    });
    expect(picture).toMatchObject({ mimeType: 'image/jpeg', width: 60, height: 40, altText: 'Me' });
    const served = await (await visage.picture(picture.url)).bytes();
    expect(picture.digest).toBe(sha256(served));
    expect(picture.byteSize).toBe(served.byteLength);
    expect(picture.lastUpdated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.000)?Z$/);
  });

  test('of the same file again changes nothing but the alt text given', async () => {
    const person = await visage.signUp();
    const file = await image();
    const first = await upload(visage, person, { file, altText: 'Words' });
    expect(await upload(visage, person, { file })).toEqual(first);
    expect(await upload(visage, person, { file, altText: 'Other words' })).toEqual({
      ...first,
      altText: 'Other words',
    });
    expect(await upload(visage, person, { file, altText: '' })).toEqual({ ...first, altText: '' });
    expect(await history(person)).toEqual([]);
  });

  test('of the same file many times at once leaves one picture', async () => {
    const person = await visage.signUp();
    const file = await image();
    const all = await Promise.all(Array.from({ length: 5 }, () => upload(visage, person, { file })));
    expect(new Set(all.map(({ version }) => version)).size).toBe(1);
    expect(await history(person)).toEqual([]);
  });

  test('of an earlier file is a new picture', async () => {
    const person = await visage.signUp();
    const file = await image();
    const first = await upload(visage, person, { file });
    await upload(visage, person);
    const again = await upload(visage, person, { file });
    expect(again.digest).toBe(first.digest);
    expect(again.version).not.toBe(first.version);
  });

  test('whose user is deleted meanwhile is refused as nobody’s, and leaves no row', async () => {
    const person = await visage.signUp();
    let answered: ReturnType<TestVisage['mutate']> | undefined;
    await visage.sql.begin(async (tx) => {
      await tx`DELETE FROM "user" WHERE id = ${person.id}`;
      // The upload sees the user until this commits, and then waits for the row.
      answered = visage.mutate('picture.upload', { data: base64(await image()), mimeType: 'image/png' }, person);
      const waiting = async () =>
        (
          await visage.sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
        ).length;
      while ((await waiting()) === 0) await Bun.sleep(5);
    });
    expect((await answered)?.error).toMatchObject({ code: 'UNAUTHORIZED' });
    expect(await visage.sql`SELECT 1 FROM picture WHERE user_id = ${person.id}`).toHaveLength(0);
  });
});

describe('the history', () => {
  test('holds earlier pictures, the one shown last first, never the current one', async () => {
    const { person, pictures } = await withPictures(4);
    expect(idsOf(await history(person))).toEqual(idsOf(pictures.slice(0, 3).reverse()));
    const [earlier] = await history(person);
    expect({ ...earlier, url: '' }).toEqual({ ...(pictures[2] as PictureMetadata), url: '' });
  });

  test('keeps twenty', async () => {
    const { person, pictures } = await withPictures(23);
    expect(idsOf(await history(person))).toEqual(idsOf(pictures.slice(2, 22).reverse()));
  });

  test('shows its pictures to their owner and administrators alone', async () => {
    const { person } = await withPictures(2);
    const stranger = await visage.signUp();
    const [earlier] = await history(person);
    const status = async (asking: Person | null, method = 'GET') =>
      (await visage.picture(earlier?.url ?? '', { method, headers: asking ? { cookie: asking.cookie } : {} })).status;
    expect(await status(person)).toBe(200);
    expect(await status(person, 'HEAD')).toBe(200);
    expect(await status(admin)).toBe(200);
    expect(await status(stranger)).toBe(404);
    expect(await status(null)).toBe(404);
    const served = await visage.picture(earlier?.url ?? '', { headers: { cookie: person.cookie } });
    expect(sha256(await served.bytes())).toBe(earlier?.digest ?? '');
    expect(served.headers.get('cache-control')).toBe('private, no-cache');
  });
});

describe('restoring', () => {
  test('keeps the id, gives a new version, and moves the current one to the history', async () => {
    const { person, pictures } = await withPictures(3);
    const [first, second, third] = pictures as [PictureMetadata, PictureMetadata, PictureMetadata];
    const { data } = await visage.mutate('picture.restore', { pictureId: first.id }, person);
    expect(data).toMatchObject({ id: first.id, digest: first.digest });
    expect(pictures.map(({ version }) => version)).not.toContain(data.version);
    expect(data.lastUpdated > third.lastUpdated).toBe(true);
    expect(await current(person)).toEqual(data);
    expect(idsOf(await history(person))).toEqual([third.id, second.id]);
  });

  test('the current one changes nothing, in whatever case its id is written', async () => {
    const { person, pictures } = await withPictures(1);
    const [only] = pictures as [PictureMetadata];
    expect((await visage.mutate('picture.restore', { pictureId: only.id }, person)).data).toEqual(only);
    await visage.mutate('picture.restore', { pictureId: only.id.toUpperCase() }, person);
    expect(await current(person)).toEqual(only);
  });
});

describe('removing', () => {
  test('moves the picture to the history, and twice is as once', async () => {
    const { person, pictures } = await withPictures(1);
    const dates: unknown[] = [];
    for (let n = 0; n < 2; n += 1) {
      expect((await visage.mutate('picture.remove', undefined, person)).data).toEqual({ picture: null });
      expect(await current(person)).toBeNull();
      expect(idsOf(await history(person))).toEqual(idsOf(pictures));
      dates.push((await visage.sql`SELECT version, last_updated FROM picture_state WHERE user_id = ${person.id}`)[0]);
    }
    expect(dates[1]).toEqual(dates[0]);
  });
});

describe('forgetting', () => {
  test('erases an earlier picture and leaves the current one as it is', async () => {
    const { person, pictures } = await withPictures(3);
    const [first, second, third] = pictures as [PictureMetadata, PictureMetadata, PictureMetadata];
    expect((await visage.mutate('picture.forget', { pictureId: first.id }, person)).data).toEqual({ forgotten: true });
    expect(idsOf(await history(person))).toEqual([second.id]);
    expect(await current(person)).toEqual(third);
    expect(await visage.sql`SELECT 1 FROM picture WHERE id = ${first.id}`).toHaveLength(0);
  });

  test('the current one removes and erases it', async () => {
    const { person, pictures } = await withPictures(2);
    const [first, second] = pictures as [PictureMetadata, PictureMetadata];
    await visage.mutate('picture.forget', { pictureId: second.id }, person);
    expect(await current(person)).toBeNull();
    expect(idsOf(await history(person))).toEqual([first.id]);
  });
});

describe('alt text', () => {
  test('is set on current and earlier pictures, and is a line of at most 300 characters', async () => {
    const { person, pictures } = await withPictures(2);
    for (const { id, version } of pictures) {
      const { data } = await visage.mutate('picture.setAltText', { pictureId: id, altText: ' 🦊 ' }, person);
      expect(data).toMatchObject({ id, version, altText: '🦊' });
    }
    expect((await current(person))?.altText).toBe('🦊');
    expect((await history(person))[0]?.altText).toBe('🦊');
    const pictureId = pictures[0]?.id;
    for (const altText of ['🦊'.repeat(301), 'a\nb', 'a\0', null, undefined]) {
      expect((await visage.mutate('picture.setAltText', { pictureId, altText }, person)).error).toMatchObject({
        reason: 'invalid_input',
      });
    }
  });

  test('a call that is refused has set none', async () => {
    const { person, pictures } = await withPictures(1);
    const pictureId = pictures[0]?.id.toUpperCase();
    const { status } = await visage.mutate('picture.setAltText', { pictureId, altText: 'Set' }, person);
    expect((await current(person))?.altText).toBe(status === 200 ? 'Set' : '');
  });
});

test('another’s pictures, and what are none, are not found', async () => {
  const { pictures } = await withPictures(2);
  const { person } = await withPictures(1);
  const before = await current(person);
  for (const pictureId of [...idsOf(pictures), crypto.randomUUID(), 'garbage', 'x'.repeat(128), "'; --", '%']) {
    for (const path of ['picture.restore', 'picture.forget', 'picture.setAltText']) {
      const input = path === 'picture.setAltText' ? { pictureId, altText: 'x' } : { pictureId };
      expect((await visage.mutate(path, input, person)).error).toMatchObject(notFound);
    }
  }
  expect(await current(person)).toEqual(before);
  expect(await visage.sql`SELECT 1 FROM picture WHERE id = ANY(${idsOf(pictures)}) AND alt_text = ''`).toHaveLength(2);
});

test('an administrator may do all of it to anyone’s pictures, which stay theirs', async () => {
  const { person, pictures } = await withPictures(1);
  await update(visage, person, { visibility: 'private' });
  const userId = person.id;
  const as = async (path: string, input: object) => (await visage.mutate(path, { userId, ...input }, admin)).data;
  const added = await as('picture.upload', { data: base64(await image()), mimeType: 'image/png' });
  expect((await current(person))?.id).toBe(added.id);
  expect((await as('picture.restore', { pictureId: pictures[0]?.id })).id).toBe(pictures[0]?.id);
  expect((await as('picture.setAltText', { pictureId: added.id, altText: 'x' })).altText).toBe('x');
  expect(idsOf((await visage.query('picture.history', { userId }, admin)).data.items)).toEqual([added.id]);
  expect(await as('picture.remove', {})).toEqual({ picture: null });
  expect(await as('picture.forget', { pictureId: added.id })).toEqual({ forgotten: true });
  expect(idsOf(await history(person))).toEqual(idsOf(pictures));
  expect(await current(admin)).toBeNull();
});
