import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { own, upload, useUp, verifyAddress } from '../../../test/deeds';
import { hugePng, image, sha256, unsupported } from '../../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const maxUploadBytes = 20_000;

/** A Gravatar of our own: what it is asked, and what it answers. */
const asked: { method: string; url: string; headers: Headers }[] = [];
let answer: () => Response | Promise<Response>;
let gravatar: Bun.Server<undefined>;
let visage: TestVisage;
let person: Person;

beforeAll(async () => {
  gravatar = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    idleTimeout: 60,
    fetch: ({ method, url, headers }) => {
      asked.push({ method, url, headers: new Headers(headers) });
      return answer();
    },
  });
  visage = await startTestVisage(
    { GRAVATAR_IMPORT: 'true', MAX_UPLOAD_BYTES: String(maxUploadBytes) },
    { gravatar: gravatar.url.origin },
  );
  person = await visage.signUp();
  await verifyAddress(visage, person);
});
afterEach(() => asked.splice(0));
afterAll(async () => {
  await visage.stop();
  await gravatar.stop(true);
});

const take = (who: Person | null = person, input?: object, headers?: Record<string, string>) =>
  visage.mutate('picture.importGravatar', input, who, headers);
const sends = (body: Uint8Array, headers: Record<string, string> = { 'content-type': 'image/png' }) => {
  answer = () => new Response(body as Uint8Array<ArrayBuffer>, { headers });
};
const pictureId = async (who = person) => (await own(visage, who)).picture?.id ?? null;

test('takes over the picture that Gravatar has for the verified address, as if it had been uploaded', async () => {
  const file = await image('png', { width: 64, height: 64 });
  sends(file);
  const taken = await take();
  expect(taken.status).toBe(200);
  expect((await own(visage, person)).picture).toEqual(taken.data);
  // The same bytes, uploaded, are the same picture: it came the same way.
  expect((await upload(visage, person, { file })).id).toBe(taken.data.id);
  const again = await take(person, {});
  expect(again.data.version).toBe(taken.data.version);
  sends(await image());
  expect((await take()).data.id).not.toBe(taken.data.id);
  const history = await visage.query('picture.history', undefined, person);
  expect(history.data.items.map(({ id }: { id: string }) => id)).toEqual([taken.data.id]);
});

test('asks by the SHA-256 of the address, for no stand-in, and says nothing else of anyone', async () => {
  sends(await image());
  await visage.sql`UPDATE "user" SET email = ${` ${person.email.toUpperCase()} `} WHERE id = ${person.id}`;
  await take();
  await visage.sql`UPDATE "user" SET email = ${person.email} WHERE id = ${person.id}`;
  expect(asked).toHaveLength(1);
  const [{ url, method, headers } = { url: '', method: '', headers: new Headers() }] = asked;
  const hash = sha256(new TextEncoder().encode(person.email));
  expect(url).toBe(`${gravatar.url.origin}/avatar/${hash}?s=1024&d=404`);
  expect(method).toBe('GET');
  for (const name of ['cookie', 'authorization', 'referer', 'origin', 'x-forwarded-for']) {
    expect({ name, value: headers.get(name) }).toEqual({ name, value: null });
  }
});

test('only an address that has been verified is asked for', async () => {
  const unverified = await visage.signUp();
  sends(await image());
  expect((await take(unverified)).error).toMatchObject({ code: 'FORBIDDEN', reason: 'unverified_address' });
  expect(asked).toEqual([]);
  await verifyAddress(visage, unverified);
  expect((await take(unverified)).status).toBe(200);
});

test('where Gravatar has none, nothing changes', async () => {
  sends(await image());
  await take();
  const before = await pictureId();
  answer = () => new Response('404 Not Found', { status: 404 });
  expect((await take()).error).toMatchObject({ code: 'NOT_FOUND', reason: 'not_found' });
  expect(await pictureId()).toBe(before);
});

test('where Gravatar sends elsewhere, breaks down or breaks off, it is not followed and nothing changes', async () => {
  const before = await pictureId();
  const broken: [string, () => Response][] = [
    ...[301, 302, 307, 308].map((status): [string, () => Response] => [
      String(status),
      () => new Response(null, { status, headers: { location: `${gravatar.url.origin}/elsewhere` } }),
    ]),
    ...[204, 403, 429, 500, 503].map((status): [string, () => Response] => [
      String(status),
      () => new Response(status === 204 ? null : 'no', { status }),
    ]),
  ];
  for (const [what, response] of broken) {
    asked.splice(0);
    answer = response;
    const { status, error } = await take();
    expect({ what, status, reason: error?.reason }).toEqual({ what, status: 502, reason: 'gravatar_unreachable' });
    expect(error).toMatchObject({ code: 'BAD_GATEWAY' });
    expect(error?.message).not.toContain('127.0.0.1');
    expect(asked).toHaveLength(1);
  }
  expect(await pictureId()).toBe(before);
});

test('where Gravatar is silent, or never ends, it is not waited for', async () => {
  const silence = Promise.withResolvers<Response>();
  const dripping = () =>
    new Response(
      new ReadableStream({
        async pull(controller) {
          await Bun.sleep(200);
          controller.enqueue(new Uint8Array(1));
        },
      }),
    );
  const [one, other] = [await verified(), await verified()];
  answer = () => (asked.length === 1 ? silence.promise : dripping());
  for (const each of await Promise.all([take(one), take(other)])) {
    expect(each.error).toMatchObject({ code: 'BAD_GATEWAY', reason: 'gravatar_unreachable' });
  }
  expect(asked).toHaveLength(2);
  silence.resolve(new Response());
});

test('what it sends is judged as an upload is', async () => {
  const before = await pictureId();
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(maxUploadBytes + 1), 'too_many_bytes'],
    [hugePng(), 'too_many_pixels'],
    [unsupported.SVG ?? new Uint8Array(), 'unsupported_type'],
    [new TextEncoder().encode('<html>hello'), 'undecodable'],
    [new Uint8Array(), 'invalid_input'],
  ];
  for (const [file, reason] of cases) {
    sends(file);
    expect((await take()).error).toMatchObject({ reason });
  }
  expect(await pictureId()).toBe(before);
});

test('no more is read than an upload may have, however much is sent', async () => {
  for (const [status, reason] of [
    [200, 'too_many_bytes'],
    [500, 'gravatar_unreachable'],
    [404, 'not_found'],
  ] as const) {
    const hungUp = Promise.withResolvers<void>();
    const endless = () =>
      new ReadableStream({
        async pull(controller) {
          await Bun.sleep(1);
          controller.enqueue(new Uint8Array(4096));
        },
        cancel: () => hungUp.resolve(),
      });
    answer = () => new Response(endless(), { status });
    expect((await take()).error).toMatchObject({ reason });
    // The connection is given up, and with it whatever would still come.
    await hungUp.promise;
  }
  // And unpacked, if Gravatar packs what it was asked not to pack.
  sends(Bun.gzipSync(new Uint8Array(10_000_000)), { 'content-encoding': 'gzip' });
  expect((await take()).error).toMatchObject({ reason: 'too_many_bytes' });
});

test('is counted as an upload, and refused before anyone is asked', async () => {
  const eager = await verified();
  await useUp(visage, `upload ${eager.id}`, 1, 3600);
  const refused = await take(eager);
  expect(refused.error).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
  expect((await take(null)).status).toBe(401);
  expect((await take(person, {}, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await take(person, { userId: eager.id })).status).toBe(403);
  expect((await take(person, { url: 'http://localhost' })).error).toMatchObject({ reason: 'invalid_input' });
  expect(asked).toEqual([]);
});

test('is off unless the operator allows it, and apps can tell', async () => {
  expect((await visage.query('site.settings')).data).toEqual({ gravatarImport: true, signInWith: [] });
  const usual = await startTestVisage({}, { gravatar: gravatar.url.origin, beside: visage });
  expect((await usual.query('site.settings', {})).data).toEqual({ gravatarImport: false, signInWith: [] });
  const headers = { origin: usual.origin };
  const { error } = await usual.mutate('picture.importGravatar', undefined, person, headers);
  expect(error).toMatchObject({ code: 'FORBIDDEN', reason: 'forbidden' });
  expect(asked).toEqual([]);
  await usual.stop();
});

async function verified(): Promise<Person> {
  const someone = await visage.signUp();
  await verifyAddress(visage, someone);
  return someone;
}
