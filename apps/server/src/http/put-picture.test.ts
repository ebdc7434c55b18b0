import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { connect, type Socket } from 'node:net';
import type { PictureMetadata } from '@visage/contract/picture';
import { own, useUp } from '../../test/deeds';
import { hugePng, image, sha256, unsupported } from '../../test/images';
import { makeKey, type TestKey } from '../../test/keys';
import { rawHttp } from '../../test/raw-http';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

setDefaultTimeout(30_000);

const trusted = 'https://app.example.org';
let visage: TestVisage;
let ada: Person;
let key: TestKey;

beforeAll(async () => {
  visage = await startTestVisage({ MAX_UPLOAD_BYTES: '100000', TRUSTED_ORIGINS: trusted });
  ada = await visage.signUp('Ada');
  key = await makeKey(visage, ada);
});
afterAll(() => visage.stop());

const path = '/profile/me/picture';

function put(body: string | Uint8Array | ReadableStream, headers: Record<string, string> = key.headers) {
  return visage.picture(path, { method: 'PUT', body: body as string, headers });
}

async function refusal(answered: Response) {
  expect(answered.headers.get('content-type')).toBe('application/problem+json');
  expect(answered.headers.get('cache-control')).toBe('no-store');
  const { status, reason } = (await answered.json()) as { status: number; reason: string };
  expect(status).toBe(answered.status);
  return { status, reason };
}

test('the file as the body becomes one’s picture, and its metadata is the answer', async () => {
  const answered = await put(await image('webp'));
  expect(answered.status).toBe(200);
  expect(answered.headers.get('cache-control')).toBe('private, no-store');
  expect(answered.headers.get('content-type')).toBe('application/json;charset=utf-8');
  const metadata = (await answered.json()) as PictureMetadata;
  expect((await own(visage, ada)).picture).toEqual(metadata);
  const shown = await visage.picture(`/profile/${ada.id}/picture`);
  expect(shown.headers.get('content-type')).toBe('image/webp');
  expect(sha256(await shown.arrayBuffer())).toBe(metadata.digest);
});

test('a type is not needed, and one that is given must agree', async () => {
  const jpeg = await image('jpeg');
  for (const type of ['', 'application/octet-stream', 'Application/Octet-Stream; x=y', 'image/jpeg', 'image/jpg']) {
    expect((await put(jpeg, { ...key.headers, 'content-type': type })).status).toBe(200);
  }
  for (const type of ['image/png', 'text/plain', 'application/x-www-form-urlencoded']) {
    const refused = await put(jpeg, { ...key.headers, 'content-type': type });
    expect(await refusal(refused)).toEqual({ status: 415, reason: 'mime_mismatch' });
  }
});

test('the same file twice is one picture', async () => {
  const file = await image();
  const first = await (await put(file)).json();
  expect(await (await put(file)).json()).toEqual(first);
});

test('what is no picture is refused with its reason, and changes nothing', async () => {
  const before = (await own(visage, ada)).picture;
  const cases: [string | Uint8Array | ReadableStream, number, string][] = [
    ['', 400, 'invalid_input'],
    ['not a picture', 400, 'undecodable'],
    [(await image('png', { width: 300, height: 300 })).slice(0, 100), 400, 'undecodable'],
    [unsupported.SVG as Uint8Array<ArrayBuffer>, 415, 'unsupported_type'],
    [hugePng() as Uint8Array<ArrayBuffer>, 413, 'too_many_pixels'],
    [new Uint8Array(100_001), 413, 'too_many_bytes'],
    [new ReadableStream({ pull: (each) => each.enqueue(new Uint8Array(65_536)) }), 413, 'too_many_bytes'],
  ];
  for (const [body, status, reason] of cases) expect(await refusal(await put(body))).toEqual({ status, reason });
  const part = await put(await image(), { ...key.headers, 'content-range': 'bytes 0-9/100' });
  expect(await refusal(part)).toEqual({ status: 400, reason: 'invalid_input' });
  expect((await own(visage, ada)).picture).toEqual(before);
});

test('caller, right, origin and rate are checked in that order, before the size', async () => {
  const bob = await visage.signUp('Bob');
  const large = new Uint8Array(100_001);
  const reader = await makeKey(visage, bob, ['profiles:read']);
  const writer = await makeKey(visage, bob);
  const page = { cookie: bob.cookie, origin: visage.origin };
  const unauthenticated = { status: 401, reason: 'unauthenticated' };
  const forbidden = { status: 403, reason: 'forbidden' };

  expect(await refusal(await put(large, {}))).toEqual(unauthenticated);
  // A cookie beside a key is ignored.
  expect(await refusal(await put(large, { ...page, 'x-api-key': 'none' }))).toEqual(unauthenticated);
  expect(await refusal(await put(large, { ...page, ...reader.headers }))).toEqual(forbidden);
  expect(await refusal(await put(large, { cookie: bob.cookie }))).toEqual(forbidden);
  expect(await refusal(await put(large, { ...page, origin: 'https://evil.example' }))).toEqual(forbidden);
  expect((await put(await image(), page)).status).toBe(200);
  // No page sends a key by itself.
  expect((await put(await image(), { ...writer.headers, origin: 'https://evil.example' })).status).toBe(200);

  await useUp(visage, `upload ${bob.id}`, 60, 600);
  const often = await put(large, writer.headers);
  expect(Number(often.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refusal(often)).toEqual({ status: 429, reason: 'rate_limited' });
  expect(await refusal(await put(large, reader.headers))).toEqual(forbidden);
});

test('a page of a trusted origin may put a picture with its visitor’s cookie, and read what is said', async () => {
  const headers = { cookie: ada.cookie, origin: trusted };
  for (const answered of [await put(await image(), headers), await put('no picture', headers)]) {
    expect(answered.headers.get('access-control-allow-origin')).toBe(trusted);
    expect(answered.headers.get('access-control-allow-credentials')).toBe('true');
    expect(answered.headers.get('vary')).toBe('Origin');
  }
  const asked = (origin: string) =>
    visage.picture(path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } });
  const allowed = await asked(trusted);
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get('access-control-allow-origin')).toBe(trusted);
  expect(allowed.headers.get('access-control-allow-credentials')).toBe('true');
  expect(allowed.headers.get('access-control-allow-methods')).toContain('PUT');
  expect(allowed.headers.get('vary')).toBe('Origin');
  const other = await asked('https://evil.example');
  expect(other.status).toBe(204);
  expect(other.headers.get('access-control-allow-methods')).not.toContain('PUT');
  expect(other.headers.has('access-control-allow-credentials')).toBe(false);
});

test('other methods are told which are known, and nobody puts a picture anywhere else', async () => {
  for (const method of ['POST', 'DELETE', 'PATCH']) {
    const answered = await visage.picture(path, { method, headers: key.headers });
    expect(answered.status).toBe(405);
    expect(answered.headers.get('allow')).toBe('GET, HEAD, OPTIONS, PUT');
  }
  const elsewhere = await visage.picture(`/profile/${ada.id}/picture`, { method: 'PUT', headers: key.headers });
  expect(elsewhere.status).toBe(405);
  expect(elsewhere.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
});

test('a client that asks before it sends a large file, as curl does, is told to go on', async () => {
  const file = await image('png', { width: 200, height: 200 });
  const head = `PUT ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-api-key: ${key.key}\r\nExpect: 100-continue\r\n`;
  const answered = await rawHttp(
    visage.port,
    Buffer.concat([Buffer.from(`${head}Content-Length: ${file.byteLength}\r\n\r\n`), file]),
  );
  expect(answered).toMatch(/HTTP\/1\.1 200/);
});

test('uploads by either route share one room, and leave it when their client is gone', async () => {
  const eve = await visage.signUp('Eve');
  const { key: eves, headers } = await makeKey(visage, eve);
  // A body of no given length counts as the largest: ten of them leave less room for one account than an eleventh needs.
  const head = `PUT ${path} HTTP/1.1\r\nHost: x\r\nx-api-key: ${eves}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const stalled = new Set<Socket>();
  /** Who is refused, because an eleventh came between, tries again. */
  const stall = () => {
    const socket = connect(visage.port, '127.0.0.1', () => socket.write(head));
    stalled.add(socket);
    socket.once('data', () => {
      socket.destroy();
      stalled.delete(socket);
      stall();
    });
  };
  for (let n = 0; n < 10; n += 1) stall();
  const eleventh = async () => (await put(new Uint8Array(99_900), headers)).status;
  const until = async (status: number) => {
    while ((await eleventh()) !== status) await Bun.sleep(50);
  };
  await until(503);
  const beside = await visage.mutate('picture.upload', { data: 'A'.repeat(100_000), mimeType: '' }, null, headers);
  expect({ status: beside.status, reason: beside.error?.reason }).toEqual({ status: 503, reason: 'busy' });
  for (const each of stalled) each.destroy();
  await until(400);
});
