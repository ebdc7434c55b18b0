import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { connect } from 'node:net';
import { awaitedBody } from './awaited-body';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const bytesOf = (size: number) =>
  Buffer.from(Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) % 251));
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    await new Promise((resolve) => setImmediate(resolve));
    const { pathname, search } = new URL(request.url);
    const size = pathname.slice(1);
    // As the routes do, who know it, and as for what has just been made.
    const length = search === '?said' && { 'Content-Length': size };
    return new Response(awaitedBody(bytesOf(Number(size))), { headers: { ETag: '"tag"', ...length } });
  },
});
afterAll(() => server.stop(true));

const sizes = [0, 1, 15_360, 15_361, 20_000, 262_144, 3_000_000];

describe('a body that was waited for', () => {
  test.each(sizes)('of %d bytes is whole, and says how long it is', async (size) => {
    const response = await fetch(new URL(`/${size}`, server.url));
    expect(response.headers.get('content-length')).toBe(String(size));
    expect(response.headers.get('transfer-encoding')).toBeNull();
    expect(response.headers.get('etag')).toBe('"tag"');
    expect(Buffer.from(await response.bytes()).equals(bytesOf(size))).toBe(true);
  });

  test.each(
    ['1.0', '1.1'].flatMap((version) =>
      [15_361, 262_144].flatMap((size) => ['', '?said'].map((said) => [version, size, said] as const)),
    ),
  )('is told of once, by HTTP/%s, %d bytes%s', async (version, size, said) => {
    const socket = connect(server.port as number, '127.0.0.1');
    socket.write(`GET /${size}${said} HTTP/${version}\r\nHost: a\r\nConnection: close\r\n\r\n`);
    const parts: Buffer[] = [];
    for await (const part of socket) parts.push(part as Buffer);
    const got = Buffer.concat(parts);
    const begins = got.indexOf('\r\n\r\n') + 4;
    const head = got.subarray(0, begins).toString();
    expect(head.match(/^content-length: .*$/gim)).toEqual([
      expect.stringMatching(new RegExp(`^content-length: ${size}$`, 'i')),
    ]);
    expect(head).not.toMatch(/transfer-encoding/i);
    expect(got.subarray(begins).equals(bytesOf(size))).toBe(true);
  });

  test('is whole for a client that takes its time, and so is the next on the same connection', async () => {
    const socket = connect(server.port as number, '127.0.0.1');
    for (const size of [3_000_000, 20_000]) {
      socket.write(`GET /${size} HTTP/1.1\r\nHost: a\r\n\r\n`);
      socket.pause();
      await Bun.sleep(50);
      const { promise: whole, resolve } = Promise.withResolvers<Buffer>();
      const parts: Buffer[] = [];
      const take = (part: Buffer) => {
        parts.push(part);
        const got = Buffer.concat(parts);
        const begins = got.indexOf('\r\n\r\n') + 4;
        if (got.byteLength >= begins + size) resolve(got.subarray(begins));
      };
      socket.on('data', take).resume();
      expect((await whole).equals(bytesOf(size))).toBe(true);
      socket.off('data', take);
    }
    socket.destroy();
  });

  test('holds nothing up when its client goes away in the middle of it', async () => {
    for (let left = 0; left < 20; left += 1) {
      const socket = connect(server.port as number, '127.0.0.1');
      socket.write('GET /3000000 HTTP/1.1\r\nHost: a\r\n\r\n');
      await new Promise((resolve) => socket.once('data', resolve));
      socket.destroy();
    }
    const response = await fetch(new URL('/20000', server.url));
    expect((await response.bytes()).byteLength).toBe(20_000);
    while (server.pendingRequests > 0) await Bun.sleep(5);
  });
});
