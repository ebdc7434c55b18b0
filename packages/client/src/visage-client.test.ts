import { afterAll, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { createVisageClient } from './visage-client';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

/** Paths asked for, in order; the first answer to each is that of a server which can't just now. */
const asked: string[] = [];
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    const isFirst = !asked.includes(pathname);
    asked.push(pathname);
    if (pathname.endsWith('/site.settings')) return new Promise(() => {});
    if (isFirst) return new Response('<h1>Bad gateway</h1>', { status: 502 });
    const answer = { result: { data: 'done' } };
    return Response.json(searchParams.has('batch') ? [answer] : answer);
  },
});
afterAll(() => server.stop(true));
beforeEach(() => {
  asked.length = 0;
});

const visage = createVisageClient({ baseUrl: server.url.href });

test('reads and uploads are tried again, other changes are never sent twice', async () => {
  const answers: unknown[] = await Promise.all([
    visage.profile.get.query({ id: 'a' }),
    visage.picture.upload.mutate({ data: '', mimeType: '' }),
  ]);
  expect(answers).toEqual(['done', 'done']);
  expect(asked).toHaveLength(4);
  for (const change of [
    () => visage.profile.update.mutate({ revision: 1 }),
    () => visage.picture.forget.mutate({ pictureId: 'a' }),
    () => visage.apiKey.create.mutate({ name: 'a', scopes: [] }),
  ]) {
    asked.length = 0;
    expect(await change().catch((error) => error)).toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 502 });
    expect(asked).toHaveLength(1);
  }
});

test('a client may be told to try nothing again', async () => {
  const once = createVisageClient({ baseUrl: server.url.href, retries: 0 });
  expect(await once.profile.me.query().catch((error) => error.status)).toBe(502);
  expect(asked).toHaveLength(1);
});

test('a call that hangs can be given up, also where others wait for the same request', async () => {
  const calls = [AbortSignal.timeout(30), AbortSignal.timeout(5000)].map((signal) =>
    visage.site.settings.query(undefined, { signal }).catch((error) => error.name),
  );
  expect(await Promise.race(calls)).toBe('TimeoutError');
});

test('a client may be awaited and looked at like any value', async () => {
  expect(await Promise.resolve(visage)).toBe(visage);
  expect(visage.profile.me).toBe(visage.profile.me);
});
