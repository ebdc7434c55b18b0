import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { letDateCome, pathOf, upload } from '../test/deeds';
import { openStream } from '../test/event-stream';
import { image } from '../test/images';
import { type Person, startTestVisage, type TestVisage } from '../test/visage';
import { fill } from './guide';
import { findProgram, freePort, runServer } from './program';

/** nginx with deploy/nginx.conf as it is, but for its ports, in front of a Visage with the settings it asks for. */
setDefaultTimeout(60_000);

const port = freePort();
const front = `http://127.0.0.1:${port}`;
const directory = mkdtempSync(join(tmpdir(), 'visage-deploy-'));
let visage: TestVisage;
let nginx: { stop(): Promise<void> };
let ada: Person;

beforeAll(async () => {
  visage = await startTestVisage({ PUBLIC_URL: front, TRUSTED_PROXY: '127.0.0.1' });
  mkdirSync(join(directory, 'temp'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(directory, 'temp', name)};`)
    .join('\n');
  const server = fill(await Bun.file(join(import.meta.dir, '../../../deploy/nginx.conf')).text(), {
    'server 127.0.0.1:3000;': `server 127.0.0.1:${visage.port};`,
    'listen 80;': `listen 127.0.0.1:${port};`,
  });
  const config = join(directory, 'nginx.conf');
  await Bun.write(
    config,
    `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${join(directory, 'nginx.pid')};
events {}
http {
access_log off;
${temporary}
${server}
}
`,
  );
  const command = [findProgram('nginx', 'nginx'), '-p', directory, '-c', config, '-e', join(directory, 'error.log')];
  const { exitCode, stderr } = Bun.spawnSync([...command, '-t']);
  expect(exitCode, stderr.toString()).toBe(0);
  nginx = await runServer(command, { port, signal: 'SIGQUIT' });
  ada = await visage.signUp();
});
afterAll(async () => {
  await nginx?.stop();
  await visage?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** As a page that came through nginx. */
const through = (path: string, init: RequestInit = {}) =>
  fetch(`${front}${path}`, { redirect: 'manual', ...init, headers: { origin: front, ...init.headers } });

test('pictures keep every header that caches go by', async () => {
  await upload(visage, ada);
  await letDateCome(visage, ada);
  for (const query of ['', '?size=64&format=webp', '?fallback=404']) {
    const straight = await visage.picture(`${pathOf(ada)}${query}`);
    const seen = await through(`${pathOf(ada)}${query}`);
    const told = ({ headers }: Response) =>
      Object.fromEntries([...headers].filter(([name]) => !['date', 'server', 'connection'].includes(name)));
    expect(told(seen)).toEqual(told(straight));
    const etag = seen.headers.get('etag') ?? '';
    expect((await through(`${pathOf(ada)}${query}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  }
});

test('changes arrive as they happen', async () => {
  const stream = await openStream({ base: front, origin: front }, [ada.id]);
  const first = await stream.next();
  await upload(visage, ada, { file: await image('png', { width: 70, height: 70 }) });
  const began = Date.now();
  const changed = await stream.next();
  expect(changed?.version).not.toBe(first?.version);
  // nginx would keep it until its buffer is full: for longer than this test may take, since nothing else comes but pings.
  expect(Date.now() - began).toBeLessThan(5000);
  stream.close();
});

test('an upload as large as any gets through, and Visage itself refuses what is larger', async () => {
  const send = async (bytes: number) => {
    const body = JSON.stringify({ data: 'A'.repeat(Math.ceil(bytes / 3) * 4), mimeType: 'image/png' });
    const headers = { 'content-type': 'application/json', cookie: ada.cookie };
    const answered = await through('/trpc/picture.upload', { method: 'POST', headers, body });
    return ((await answered.json()) as { error: { data: { reason: string } } }).error.data.reason;
  };
  expect(await send(10_485_000)).toBe('undecodable');
  expect(await send(10_500_000)).toBe('too_many_bytes');
});

test('limits count by the address of the client, whatever it writes into X-Forwarded-For', async () => {
  const statuses: number[] = [];
  for (let asked = 0; asked < 11; asked += 1) {
    const answered = await through('/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${asked}` },
      body: JSON.stringify({ name: 'Eve', email: `eve${asked}@example.net`, password: 'a password of hers' }),
    });
    statuses.push(answered.status);
  }
  expect(statuses.at(-1)).toBe(429);
});

test('one id stands in the answer and in the log; nobody outside reads metrics', async () => {
  const answered = await through('/trpc/picture.remove', { method: 'POST', headers: { cookie: ada.cookie } });
  const id = answered.headers.get('x-request-id') ?? '';
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(visage.logged.some((line) => JSON.parse(line).request === id)).toBe(true);
  expect((await through('/metrics')).status).toBe(404);
});
