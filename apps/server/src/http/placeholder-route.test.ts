import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import sharp from 'sharp';
import { whole } from '../../test/deeds';
import { sha256 } from '../../test/images';
import { startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
const path = '/placeholder.png';

beforeAll(async () => {
  visage = await startTestVisage();
});
afterAll(() => visage.stop());

test('the placeholder is a PNG of 256 by 256 that may be kept for an hour and has no date', async () => {
  const answered = await visage.picture(path);
  expect(answered.status).toBe(200);
  expect(answered.headers.get('content-type')).toBe('image/png');
  expect(answered.headers.get('cache-control')).toBe('public, max-age=3600');
  expect(answered.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answered.headers.has('last-modified')).toBe(false);
  expect(answered.headers.has('set-cookie')).toBe(false);
  const body = await answered.bytes();
  expect(answered.headers.get('content-length')).toBe(String(body.byteLength));
  expect(answered.headers.get('etag')).toBe(`"${sha256(body)}"`);
  expect(await sharp(body).metadata()).toMatchObject({ format: 'png', width: 256, height: 256 });
});

test('its 304 has the same tag and caching headers, and no date decides', async () => {
  const full = await visage.picture(path);
  const etag = full.headers.get('etag') ?? '';
  for (const value of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    const answered = await visage.picture(path, { headers: { 'if-none-match': value } });
    expect(answered.status).toBe(304);
    expect(answered.headers.get('etag')).toBe(etag);
    expect(answered.headers.get('cache-control')).toBe('public, max-age=3600');
  }
  const future = { 'if-modified-since': 'Fri, 31 Dec 2100 23:59:59 GMT' };
  expect((await visage.picture(path, { headers: future })).status).toBe(200);
});

test('a HEAD is the GET without its body', async () => {
  const byGet = await whole(await visage.picture(path));
  expect(await whole(await visage.picture(path, { method: 'HEAD' }))).toEqual({ ...byGet, body: '' });
});

test('other methods are refused as a problem, with the list of those it knows', async () => {
  const answered = await visage.picture(path, { method: 'POST' });
  expect(answered.status).toBe(405);
  expect(answered.headers.get('allow')).toContain('GET, HEAD');
  expect(answered.headers.get('content-type')).toBe('application/problem+json');
});
