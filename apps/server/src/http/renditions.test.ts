import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import sharp from 'sharp';
import { letDateCome, pathOf, update, upload, whole } from '../../test/deeds';
import { sha256 } from '../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let wide: Person;
let clear: Person;
let version: string;

beforeAll(async () => {
  visage = await startTestVisage();
  wide = await visage.signUp('Wide');
  clear = await visage.signUp('Clear');
  const noise = { type: 'gaussian' as const, mean: 120, sigma: 40 };
  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: 'red', noise } })
    .jpeg()
    .toBuffer();
  ({ version } = await upload(visage, wide, { file: photo, mimeType: 'image/jpeg' }));
  const glass = await sharp({ create: { width: 300, height: 300, channels: 4, background: '#ff000080' } })
    .png()
    .toBuffer();
  await upload(visage, clear, { file: glass });
});
afterAll(() => visage.stop());

const get = (path: string, headers: Record<string, string> = {}) => visage.picture(path, { headers });

async function shape(answered: Response): Promise<string> {
  const { format, width, height } = await sharp(await answered.bytes()).metadata();
  return `${answered.headers.get('content-type')} ${format} ${width}x${height}`;
}

describe('size', () => {
  test.each([
    [1, 32],
    [32, 32],
    [33, 64],
    [65, 128],
    [129, 256],
    [257, 512],
    // Never larger than the shorter side of the picture.
    [513, 600],
    [1024, 600],
    [2048, 600],
  ])('%p is served as a square of %p', async (size, side) => {
    const answered = await get(`${pathOf(wide)}?size=${size}&format=webp`);
    expect(await shape(answered)).toBe(`image/webp webp ${side}x${side}`);
  });

  test.each(['0', '2049', '-1', '1.5', '1e2', '010', ' 1', 'x', ''])(
    '%p is refused, whoever is asked for',
    async (size) => {
      for (const path of [pathOf(wide), '/profile/nobody/picture']) {
        const answered = await get(`${path}?size=${encodeURIComponent(size)}`);
        expect(answered.status).toBe(400);
        expect(await answered.json()).toMatchObject({ parameter: 'size' });
      }
    },
  );
});

describe('format', () => {
  test('is the one asked for', async () => {
    for (const [format, is] of Object.entries({ avif: 'heif', webp: 'webp', jpeg: 'jpeg', png: 'png' })) {
      const answered = await get(`${pathOf(wide)}?size=64&format=${format}`, { accept: 'image/png' });
      expect(answered.headers.has('vary')).toBe(false);
      expect(await shape(answered)).toBe(`image/${format} ${is} 64x64`);
    }
  });

  test('without a size, or unknown, is refused', async () => {
    for (const query of ['format=webp', 'size=64&format=gif', 'size=64&format=WEBP', 'size=64&format=']) {
      expect(await (await get(`${pathOf(wide)}?${query}`)).json()).toMatchObject({ status: 400, parameter: 'format' });
    }
  });

  test('left out, is what Accept names, else JPEG, or PNG where there is transparency', async () => {
    const type = async (person: Person, accept?: string) =>
      (await get(`${pathOf(person)}?size=64`, accept === undefined ? {} : { accept })).headers.get('content-type');
    expect(await type(wide, 'image/avif,image/webp,*/*')).toBe('image/avif');
    expect(await type(wide, 'image/avif;q=0,image/webp')).toBe('image/webp');
    expect(await type(wide, 'image/*,*/*')).toBe('image/jpeg');
    expect(await type(clear, 'image/*')).toBe('image/png');
    expect(await type(clear, 'image/webp')).toBe('image/webp');
  });

  test('varies by Accept exactly where the answer depends on it', async () => {
    for (const path of [pathOf(wide), '/profile/nobody/picture']) {
      for (const fallback of ['', '&fallback=404', '&fallback=initials']) {
        expect((await get(`${path}?size=64${fallback}`)).headers.get('vary')).toBe('Accept');
        expect((await get(`${path}?size=64&format=webp${fallback}`)).headers.has('vary')).toBe(false);
        expect((await get(`${path}?${fallback}`)).headers.has('vary')).toBe(false);
      }
    }
    const { headers } = await get(`${pathOf(wide)}?size=64`);
    const fresh = await get(`${pathOf(wide)}?size=64`, { 'if-none-match': headers.get('etag') ?? '' });
    expect([fresh.status, fresh.headers.get('vary')]).toEqual([304, 'Accept']);
  });

  test('transparency is kept where the format can, and white where it can’t', async () => {
    const pixel = async (format: string) => {
      const answered = await get(`${pathOf(clear)}?size=32&format=${format}`);
      const { data, info } = await sharp(await answered.bytes())
        .raw()
        .toBuffer({ resolveWithObject: true });
      return [...data.subarray(0, info.channels)];
    };
    expect((await pixel('png'))[3]).toBe(128);
    expect((await pixel('webp'))[3]).toBe(128);
    const [red = 0, green = 0] = await pixel('jpeg');
    expect(red).toBeGreaterThan(250);
    expect(green).toBeGreaterThan(120);
  });
});

describe('a rendition', () => {
  const url = () => `${pathOf(wide)}?size=128&format=webp`;

  test('has a tag of its own bytes, the date of its picture, and is immutable under its version', async () => {
    await letDateCome(visage, wide);
    const answered = await get(`${url()}&v=${version}`);
    expect(answered.headers.get('cache-control')).toBe('public, max-age=31536000, s-maxage=86400, immutable');
    expect(answered.headers.get('last-modified')).not.toBeNull();
    expect(answered.headers.get('etag')).toBe(`"${sha256(await answered.bytes())}"`);
    expect((await get(`${pathOf(wide)}?size=128&v=${version}`)).headers.get('cache-control')).toBe('public, no-cache');
  });

  test('is answered by 304 to its own tag and date, and to no other form’s', async () => {
    const { headers } = await get(url());
    const etag = headers.get('etag') ?? '';
    expect((await get(url(), { 'if-none-match': etag })).status).toBe(304);
    expect((await get(url(), { 'if-modified-since': headers.get('last-modified') ?? '' })).status).toBe(304);
    expect((await get(`${pathOf(wide)}?size=64&format=webp`, { 'if-none-match': etag })).status).toBe(200);
    expect((await get(pathOf(wide), { 'if-none-match': etag })).status).toBe(200);
  });

  test('is the same by HEAD, even one not made yet, which is made then', async () => {
    const path = `${pathOf(wide)}?size=256&format=avif`;
    const head = await whole(await visage.picture(path, { method: 'HEAD' }));
    const { headers } = await whole(await get(path));
    expect(head.headers).toEqual(headers);
    expect(head.body).toBe('');
  });

  test('is made once, however many ask at once', async () => {
    const person = await visage.signUp();
    const picture = await upload(visage, person);
    const answers = await Promise.all(Array.from({ length: 40 }, () => get(`${pathOf(person)}?size=32&format=jpeg`)));
    const tags = new Set(answers.map(({ status, headers }) => `${status} ${headers.get('etag')}`));
    expect(tags.size).toBe(1);
    expect([...tags][0]).toStartWith('200');
    expect(await visage.sql`SELECT 1 FROM rendition WHERE picture_id = ${picture.id}`).toHaveLength(1);
  });

  test('goes with its picture', async () => {
    const person = await visage.signUp();
    const { id } = await upload(visage, person);
    await get(`${pathOf(person)}?size=32&format=webp`);
    expect(await visage.sql`SELECT 1 FROM rendition WHERE picture_id = ${id}`).toHaveLength(1);
    await visage.mutate('picture.forget', { pictureId: id }, person);
    expect(await visage.sql`SELECT 1 FROM rendition WHERE picture_id = ${id}`).toHaveLength(0);
    expect((await get(`${pathOf(person)}?size=32&format=webp`)).status).toBe(302);
  });

  test('of someone hidden is never made, and answers as if there were nobody', async () => {
    const person = await visage.signUp();
    await upload(visage, person);
    await update(visage, person, { visibility: 'private' });
    for (const query of ['?size=64', '?size=64&format=webp', '?size=64&format=webp&fallback=404']) {
      expect(await whole(await get(`${pathOf(person)}${query}`))).toEqual(
        await whole(await get(`/profile/nobody/picture${query}`)),
      );
    }
    expect(
      await visage.sql`SELECT 1 FROM rendition r JOIN picture p ON p.id = r.picture_id WHERE p.user_id = ${person.id}`,
    ).toHaveLength(0);
    const owners = await get(`${pathOf(person)}?size=64&format=webp`, { cookie: person.cookie });
    expect([owners.status, owners.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
  });
});
