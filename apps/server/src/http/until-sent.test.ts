import { afterAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { connect, type Socket } from 'node:net';
import { untilSent } from './until-sent';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

/** More than the kernel takes for a client that reads nothing. */
const large = new Uint8Array(32 * 1024 * 1024);
for (let at = 0; at < large.length; at += 4099) large[at] = at % 251;

let body: Uint8Array<ArrayBuffer> = large;
let millisecondsFor = (_: number) => 600_000;
let ended = Promise.withResolvers<void>();
let times = 0;

const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch: () =>
    untilSent(
      new Response(body, { headers: { 'X-Kept': 'yes' } }),
      () => {
        times += 1;
        ended.resolve();
      },
      (bytes) => millisecondsFor(bytes),
    ),
});
afterAll(() => server.stop(true));

beforeEach(() => {
  body = large;
  millisecondsFor = () => 600_000;
  ended = Promise.withResolvers();
  times = 0;
});

/** One that has sent its request, heard that an answer comes, and reads no further. */
function stalled(): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(server.port ?? 0, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    socket.once('data', () => resolve(socket.pause()));
  });
}

test('the answer comes whole, with its headers, and it is over once', async () => {
  const answered = await fetch(server.url);
  expect(answered.headers.get('x-kept')).toBe('yes');
  expect(Bun.SHA256.hash(await answered.bytes(), 'hex')).toBe(Bun.SHA256.hash(large, 'hex') as string);
  await ended.promise;
  expect(times).toBe(1);
});

test('a small one is over when it is answered, and says how long it is', async () => {
  body = new Uint8Array(1000);
  const answered = await fetch(server.url);
  expect([answered.headers.get('content-length'), answered.headers.get('x-kept')]).toEqual(['1000', 'yes']);
  await ended.promise;
  expect(times).toBe(1);
});

describe('of a client that reads nothing', () => {
  test('it isn’t over before the client reads on', async () => {
    const socket = await stalled();
    // Others are answered meanwhile: a turn for every part that could have been handed on.
    for (let turn = 0; turn < 2 * (large.length / 262_144); turn += 1) await new Promise(setImmediate);
    expect(times).toBe(0);
    socket.resume();
    await ended.promise;
    expect(times).toBe(1);
    socket.destroy();
  });

  test('it is over when the client goes', async () => {
    (await stalled()).destroy();
    await ended.promise;
    expect(times).toBe(1);
  });

  test('it is over, and the connection cut, when it takes too long', async () => {
    millisecondsFor = (bytes) => {
      expect(bytes).toBe(large.length);
      return 50;
    };
    const socket = await stalled();
    await ended.promise;
    expect(times).toBe(1);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.resume();
    await closed;
    const got = Buffer.concat(chunks);
    expect(got.length).toBeLessThan(large.length);
    // What ends a body in chunks (RFC 9112 section 7.1).
    expect(got.subarray(-5).toString()).not.toBe('0\r\n\r\n');
  });
});
