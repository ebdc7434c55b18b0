import { expect, test } from 'bun:test';
import sharp from 'sharp';
import { image } from '../test/images';
import { type Front, settled } from './front';
import { trustedOrigin } from './origins';
import { signUp } from './person';
import { see } from './seen';

/** What a cache keeps, and when it asks. */
export function testKeeping(front: () => Front): void {
  const at = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    see(front().url + path, { headers, method });
  /** Someone with a picture that every process knows of. */
  async function someone() {
    const person = await signUp(front().origin);
    const picture = await person.upload(await image());
    await settled(front());
    return { person, picture, path: `/profile/${person.id}/picture` };
  }

  test('the body of an unchanged picture comes from the cache, once the origin has said 304', async () => {
    const { path, picture } = await someone();
    const seen = [await at(path), await at(path), await at(path), await at(path, { cookie: 'theme=dark; consent=1' })];
    expect(seen.map(({ cache }) => cache)).toEqual(['MISS', 'REVALIDATED', 'REVALIDATED', 'REVALIDATED']);
    expect(new Set(seen.map(({ shown }) => shown))).toEqual(new Set([picture.digest]));
    for (const { headers } of seen) {
      expect(headers.get('cache-control')).toBe('public, no-cache');
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.has('set-cookie')).toBe(false);
    }
  });

  test('a HEAD has the headers of the GET, and an entity tag that is held costs no body', async () => {
    const { path, picture, person } = await someone();
    await at(path);
    const head = await at(path, {}, 'HEAD');
    expect(head.headers.get('etag')).toBe(`"${picture.digest}"`);
    expect(head.headers.get('content-length')).toBe(String(picture.byteSize));
    const held = { 'if-none-match': `"${picture.digest}"` };
    expect((await at(path, held)).status).toBe(304);

    const next = await person.upload(await image());
    await settled(front());
    expect((await at(path, {}, 'HEAD')).headers.get('etag')).toBe(`"${next.digest}"`);
    expect((await at(path, held)).shown).toBe(next.digest);
  });

  test('the time of a fetch does not make a change later in that second look old', async () => {
    const { path, person } = await someone();
    const date = (await at(path)).headers.get('date') ?? '';
    const next = await person.upload(await image());
    await settled(front());
    expect((await at(path, { 'if-modified-since': date })).shown).toBe(next.digest);
    // The cache itself holds the new one now, perhaps without a date.
    expect((await at(path, { 'if-modified-since': date })).shown).toBe(next.digest);
  });

  test('a versioned address is answered without the origin, and the next one shows the new picture at once', async () => {
    const { person, picture } = await someone();
    expect((await at(picture.url)).cache).toBe('MISS');
    const again = await at(picture.url);
    expect(again.cache).toBe('HIT');
    expect(again.headers.get('cache-control')).toBe('public, max-age=31536000, s-maxage=86400, immutable');
    expect((await at(picture.url, {}, 'HEAD')).cache).toBe('HIT');

    const next = await person.upload(await image());
    const seen = await Promise.all(Array.from({ length: 8 }, () => at(next.url)));
    expect(new Set(seen.map(({ shown }) => shown))).toEqual(new Set([next.digest]));
  });

  test('each format of a negotiated size is kept for those who take it', async () => {
    const { path } = await someone();
    const types = { 'image/avif,image/webp,*/*': 'image/avif', 'image/webp,*/*': 'image/webp', '*/*': 'image/jpeg' };
    for (let round = 0; round < 3; round += 1) {
      for (const [accept, type] of Object.entries(types)) {
        const { headers, cache } = await at(`${path}?size=64`, { accept });
        expect(headers.get('content-type')).toBe(type);
        expect(headers.get('vary')).toBe('Accept');
        expect(cache).toBe(round === 0 ? 'MISS' : 'REVALIDATED');
      }
    }
  });

  test('an address refused, and one without a picture, are asked about every time', async () => {
    const refused = [await at('/profile/nobody/picture?size=0'), await at('/profile/nobody/picture?size=0')];
    expect(refused.map(({ status }) => status)).toEqual([400, 400]);
    const missing = [await at('/profile/nobody/picture'), await at('/profile/nobody/picture')];
    expect(missing.map(({ status }) => status)).toEqual([302, 302]);
    expect([...refused, ...missing].map(({ cache }) => cache)).not.toContain('HIT');
  });

  test('an upload of megabytes goes through, and its answer stays out of the cache', async () => {
    const { person } = await someone();
    // Noise, which no format makes smaller.
    const pixels = crypto.getRandomValues(new Uint8Array(65_536));
    const raw = Buffer.concat(Array.from({ length: 48 }, () => pixels));
    const file = await sharp(raw, { raw: { width: 1024, height: 1024, channels: 3 } })
      .png()
      .toBuffer();
    expect(file.byteLength).toBeGreaterThan(2_000_000);
    const answered = await fetch(`${front().url}/trpc/picture.upload`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: trustedOrigin, cookie: person.cookie },
      body: JSON.stringify({ data: file.toString('base64'), mimeType: 'image/png' }),
    });
    expect(answered.status).toBe(200);
    expect(answered.headers.get('cache-control')).toBe('private, no-store');
    expect(answered.headers.get('x-cache-status')).toBe(null);
  });
}
