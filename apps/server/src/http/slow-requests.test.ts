import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { connect } from 'node:net';
import { makeKey, type TestKey } from '../../test/keys';
import { startTestVisage, type TestVisage } from '../../test/visage';

setDefaultTimeout(120_000);

let visage: TestVisage;
let key: TestKey;

beforeAll(async () => {
  visage = await startTestVisage({ MAX_UPLOAD_BYTES: '1000000' }, { idleTimeout: 8 });
  key = await makeKey(visage, await visage.signUp());
});
afterAll(() => visage.stop());

const head = (method: string, path: string, rest: string, { key: secret } = key) =>
  `${method} ${path} HTTP/1.1\r\nHost: x\r\nx-api-key: ${secret}\r\nContent-Type: application/json\r\n${rest}`;
const upload = (rest: string, by = key) => head('PUT', '/profile/me/picture', rest, by);
const chunked = 'Transfer-Encoding: chunked\r\n\r\n';

/** Sends a beginning, then a drop twice a second until the server answers, or ends it. Settles with what was answered. */
function drip(beginning: string, drop: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let answered = '';
  const socket = connect(visage.port, '127.0.0.1', () => socket.write(beginning));
  const drops = setInterval(() => socket.write(drop), 500);
  socket.on('data', (chunk: Buffer) => {
    answered += chunk.toString('latin1');
    socket.destroy();
  });
  // It may be reset while a drop is under way.
  socket.on('error', () => {});
  socket.on('close', () => {
    clearInterval(drops);
    resolve(answered);
  });
  return promise;
}

test.concurrent('a request that comes by drops is ended, wherever it has got to, and changes nothing', async () => {
  const ended = await Promise.all([
    drip('', ''),
    drip('G', ''),
    drip('GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ', 'a'),
    drip('GET /healthz HTTP/1.1\r\nHost: x\r\n', 'X-A: a\r\n'),
    drip('GET /healthz?', 'a'),
    drip(upload('Content-Length: 90000\r\n\r\n'), 'a'),
    drip(upload(chunked), '1\r\na\r\n'),
    drip(upload(`${chunked}fff`), ''),
    drip(head('POST', '/trpc/picture.upload', 'Content-Length: 90000\r\n\r\n{"data":"'), 'a'),
    drip(head('POST', '/trpc/profile.update', `${chunked}1\r\n{\r\n`), '1\r\n \r\n'),
    drip(head('POST', '/api/auth/sign-in/email', 'Content-Length: 60000\r\n\r\n{"email":"'), 'a'),
  ]);
  expect(ended.filter((answered) => /HTTP\/1\.1 [123]/.test(answered))).toEqual([]);
  expect(await visage.sql`SELECT 1 FROM picture`).toHaveLength(0);
});

test.concurrent('the room that such uploads take is given to others again, though nobody hung up', async () => {
  const eves = await makeKey(visage, await visage.signUp());
  const put = async () =>
    (
      await visage.picture('/profile/me/picture', {
        method: 'PUT',
        body: new Uint8Array(999_900),
        headers: eves.headers,
      })
    ).status;
  // As the largest, since they don't say: ten leave one account no room for an eleventh. Who is refused for that tries again.
  const dripping = Array.from({ length: 10 }, async () => {
    while ((await drip(upload(chunked, eves), '1\r\na\r\n')) !== '');
  });
  while ((await put()) !== 503) await Bun.sleep(20);
  await Promise.all(dripping);
  while ((await put()) !== 400) await Bun.sleep(20);
});

test.concurrent('who sends slowly, and goes on, is heard to the end', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const [pieces, size] = [20, 65_536];
  const socket = connect(visage.port, '127.0.0.1', async () => {
    socket.write(head('POST', '/trpc/picture.upload', `Connection: close\r\nContent-Length: ${pieces * size}\r\n\r\n`));
    for (let sent = 0; sent < pieces && !socket.destroyed; sent += 1) {
      socket.write(' '.repeat(size));
      await Bun.sleep(700);
    }
  });
  socket.on('data', (chunk: Buffer) => resolve(chunk.toString('latin1')));
  socket.on('close', () => resolve('closed'));
  // Refused for what it is: it was read, whole.
  expect(await promise).toMatch(/^HTTP\/1\.1 400 /);
  expect(socket.bytesWritten).toBeGreaterThan(pieces * size);
});
