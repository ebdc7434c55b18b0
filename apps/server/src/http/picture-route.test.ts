import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { PictureMetadata } from '@visage/contract/picture';
import { letDateCome, moveDate, own, pathOf, upload, whole } from '../../test/deeds';
import { sha256 } from '../../test/images';
import { rawHttp } from '../../test/raw-http';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { formatHttpDate, parseHttpDate } from './http-date';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
let picture: PictureMetadata;
let path: string;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp();
  picture = await upload(visage, ada);
  await letDateCome(visage, ada);
  path = pathOf(ada);
});
afterAll(() => visage.stop());

const seconds = (header: string | null) => parseHttpDate(header ?? '') ?? Number.NaN;
const get = (headers: Record<string, string> = {}, query = '') => visage.picture(`${path}${query}`, { headers });

describe('a picture', () => {
  test('comes with every header that caches, browsers and other sites need, and no other', async () => {
    const answered = await get();
    const body = await answered.bytes();
    expect(answered.status).toBe(200);
    const { date, 'last-modified': lastModified, ...headers } = Object.fromEntries(answered.headers);
    expect(headers).toEqual({
      etag: `"${picture.digest}"`,
      'content-type': picture.mimeType,
      'content-length': String(picture.byteSize),
      'cache-control': 'public, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
    });
    expect(sha256(body)).toBe(picture.digest);
    expect(body.byteLength).toBe(picture.byteSize);
    expect(seconds(lastModified ?? null)).toBeLessThanOrEqual(seconds(date ?? null));
  });

  test('has exactly one Date, also on 304 and HEAD', async () => {
    const ask = (method: string, more = '') =>
      rawHttp(visage.port, `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n`);
    for (const answer of [
      await ask('GET'),
      await ask('HEAD'),
      await ask('GET', `If-None-Match: "${picture.digest}"\r\n`),
    ]) {
      expect(answer.match(/^date:/gim)).toHaveLength(1);
    }
  });

  test('is dated only once its date has come', async () => {
    const someone = await visage.signUp();
    await upload(visage, someone);
    const fresh = await visage.picture(pathOf(someone));
    const [row] =
      await visage.sql`SELECT extract(epoch FROM last_updated)::int AS at FROM picture_state WHERE user_id = ${someone.id}`;
    const due = Number(row?.at);
    // The date lies ahead of the upload; the answer came before or after it, and must be right either way.
    expect(fresh.headers.has('last-modified')).toBe(due <= seconds(fresh.headers.get('date')));
    await moveDate(visage, someone, 3600);
    const ahead = await visage.picture(pathOf(someone));
    expect(ahead.status).toBe(200);
    expect(ahead.headers.has('last-modified')).toBe(false);
    await letDateCome(visage, someone);
    await letDateCome(visage, someone);
    expect((await visage.picture(pathOf(someone))).headers.get('last-modified')).toBe(formatHttpDate(due - 3600));
  });

  test('whose date is still to come is fresh to who sends that date, and not to who sends an earlier one', async () => {
    const someone = await visage.signUp();
    await upload(visage, someone);
    await moveDate(visage, someone, 3600);
    const since = (date: string) => visage.picture(pathOf(someone), { headers: { 'if-modified-since': date } });
    const answered = await since(formatHttpDate(Date.now() / 1000));
    expect(answered.status).toBe(200);
    expect((await since(formatHttpDate(Date.now() / 1000 + 7200))).status).toBe(304);
  });
});

describe('a 304', () => {
  const common = ['etag', 'cache-control', 'last-modified'];

  test('answers the tag, and has the same validators and caching headers as the 200', async () => {
    for (const query of ['', `?v=${picture.version}`, '?v=another']) {
      const full = await get({}, query);
      const answered = await get({ 'if-none-match': `"${picture.digest}"` }, query);
      expect(answered.status).toBe(304);
      expect(await answered.text()).toBe('');
      for (const name of common) expect(answered.headers.get(name)).toBe(full.headers.get(name));
      expect(answered.headers.has('date')).toBe(true);
    }
  });

  test('answers the date, to the second', async () => {
    const lastModified = (await get()).headers.get('last-modified') ?? '';
    expect((await get({ 'if-modified-since': lastModified })).status).toBe(304);
    const before = formatHttpDate(seconds(lastModified) - 1);
    expect((await get({ 'if-modified-since': before })).status).toBe(200);
    expect((await get({ 'if-modified-since': 'yesterday' })).status).toBe(200);
  });

  test('is decided by the tag alone where there is one', async () => {
    const later = formatHttpDate(Date.now() / 1000 + 3600);
    expect((await get({ 'if-none-match': '"other"', 'if-modified-since': later })).status).toBe(200);
    expect((await get({ 'if-none-match': `W/"${picture.digest}", "x"` })).status).toBe(304);
    expect((await get({ 'if-none-match': '*' })).status).toBe(304);
  });

  test('answers HEAD alike', async () => {
    const headers = { 'if-none-match': `"${picture.digest}"` };
    const byGet = await whole(await visage.picture(path, { headers }));
    expect(await whole(await visage.picture(path, { headers, method: 'HEAD' }))).toEqual(byGet);
  });
});

test('a HEAD is the GET without its body, header for header', async () => {
  const someone = await visage.signUp();
  for (const asked of [
    path,
    `${path}?v=${picture.version}`,
    pathOf(someone),
    `${pathOf(someone)}?fallback=404`,
    `${path}?fallback=nonsense`,
    '/profile/nobody-at-all/picture',
  ]) {
    const byGet = await whole(await visage.picture(asked));
    expect(await whole(await visage.picture(asked, { method: 'HEAD' }))).toEqual({ ...byGet, body: '' });
  }
});

describe('a URL with a version', () => {
  const immutable = 'public, max-age=31536000, s-maxage=86400, immutable';
  const cacheControl = async (query: string) => (await get({}, query)).headers.get('cache-control');

  test('may be kept for good while it names the present answer, and else is as one without', async () => {
    expect(picture.url).toBe(`${path}?v=${picture.version}`);
    expect(await cacheControl(`?v=${picture.version}`)).toBe(immutable);
    const without = await whole(await get());
    for (const other of ['x', picture.version.toLowerCase(), `${picture.version}x`, '%00', 'a'.repeat(5000)]) {
      expect(await whole(await get({}, `?v=${other}`))).toEqual(without);
    }
  });

  test('works under the handle too', async () => {
    const { handle } = await own(visage, ada);
    const answered = await visage.picture(`/profile/@${handle}/picture?v=${picture.version}`);
    expect(answered.headers.get('cache-control')).toBe(immutable);
  });

  test('of an answer that has passed is as one without', async () => {
    const someone = await visage.signUp();
    const first = await upload(visage, someone);
    await upload(visage, someone);
    expect((await visage.picture(first.url)).headers.get('cache-control')).toBe('public, no-cache');
  });
});
