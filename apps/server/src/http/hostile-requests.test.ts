import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { connect } from 'node:net';
import { rawHttp } from '../../test/raw-http';
import { startTestVisage, type TestVisage } from '../../test/visage';

setDefaultTimeout(30_000);

let visage: TestVisage;

beforeAll(async () => {
  visage = await startTestVisage();
});
afterAll(() => visage.stop());

const statuses = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

/** The request that an attacker hides behind another; whoever disagrees where the first one ends would answer it. */
const hidden = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
const change = 'POST /trpc/picture.remove HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

describe('where a request ends is never guessed', () => {
  test.each([
    ['Content-Length and Transfer-Encoding', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['Transfer-Encoding and Content-Length', 'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n'],
    ['two lengths that differ', 'Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}'],
    ['a list of lengths', 'Content-Length: 2, 2\r\n\r\n{}'],
    ['a length with a sign', 'Content-Length: +2\r\n\r\n{}'],
    ['a length below nought', 'Content-Length: -2\r\n\r\n{}'],
    ['a length in hexadecimal', 'Content-Length: 0x2\r\n\r\n{}'],
    ['a length beyond every number', 'Content-Length: 99999999999999999999999\r\n\r\n{}'],
    ['a folded header', 'Transfer-Encoding:\r\n chunked\r\nContent-Length: 2\r\n\r\n{}'],
    ['a space before the colon', 'Content-Length : 40\r\n\r\n'],
    ['an encoding that is none', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['chunked, but not last', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['two encodings', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n'],
    ['NUL in a header', 'X-A: a\0b\r\nContent-Length: 2\r\n\r\n{}'],
    ['a bare CR in a header', 'X-A: a\rContent-Length: 40\r\nContent-Length: 2\r\n\r\n{}'],
    ['a bare LF after a header', 'X-A: a\nContent-Length: 2\r\n\r\n{}'],
    ['a bare LF after all headers', 'Content-Length: 2\r\n\n{}'],
    ['an encoding behind a bare LF', 'X-A: a\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}'],
    ['a folded header of no meaning', 'X-A: a\r\n b\r\nContent-Length: 2\r\n\r\n{}'],
    ['an encoding after a tab', 'Transfer-Encoding:\tchunked\r\nContent-Length: 2\r\n\r\n{}'],
    ['an encoding in quotes', 'Transfer-Encoding: "chunked"\r\nContent-Length: 2\r\n\r\n{}'],
    ['chunked twice', 'Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n'],
    ['a length of nothing', 'Content-Length: \r\n\r\n'],
    ['a header without a name', ': a\r\nContent-Length: 2\r\n\r\n{}'],
  ])('%s: 400, and the connection ends', async (_, rest) => {
    expect(statuses(await rawHttp(visage.port, `${change}${rest}${hidden}`))).toEqual([400]);
  });

  test.each(['zz', '-1', 'ffffffffffffffffff'])(
    'a chunk of the size %s: nothing behind it is answered',
    async (size) => {
      const answer = await rawHttp(visage.port, `${change}Transfer-Encoding: chunked\r\n\r\n${size}\r\n\r\n${hidden}`);
      expect(statuses(answer).at(-1)).toBe(400);
      expect(statuses(answer)).not.toContain(200);
    },
  );

  test.each([
    ['a bare LF after its size', '2\n{}\r\n0\r\n\r\n'],
    ['a bare LF in an extension', '2;a\nb\r\n{}\r\n0\r\n\r\n'],
    ['a line break in a quoted extension', '2;a="\r\n"\r\n{}\r\n0\r\n\r\n'],
    ['more than it says', '2\r\n{}XX0\r\n\r\n'],
    ['a size in C', '0x2\r\n{}\r\n0\r\n\r\n'],
    ['a trailer that is a length', '2\r\n{}\r\n0\r\nContent-Length: 40\r\n\r\n'],
    ['no end', '2\r\n{}\r\n0\r\n'],
  ])('a chunk with %s: nothing behind it is answered', async (_, chunks) => {
    const answer = await rawHttp(visage.port, `${change}Transfer-Encoding: chunked\r\n\r\n${chunks}${hidden}`);
    expect(statuses(answer).at(-1)).toBe(400);
    expect(statuses(answer)).not.toContain(200);
  });

  test('an extension of a chunk is passed over, and the request behind it is one', async () => {
    const chunks = '2;a=b\r\n{}\r\n0\r\n\r\n';
    const answer = await rawHttp(visage.port, `${change}Transfer-Encoding: chunked\r\n\r\n${chunks}${hidden}`);
    expect(statuses(answer)).toEqual([401, 200]);
  });

  test('a body that looks like a request is none, also where no body belongs', async () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'DELETE', 'POST']) {
      const head = `${method} /healthz HTTP/1.1\r\nHost: x\r\n`;
      const inside = hidden.replace('/healthz', '/readyz');
      const said = `${head}Content-Length: ${inside.length}\r\n\r\n${inside}`;
      const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n${inside.length.toString(16)}\r\n${inside}\r\n0\r\n\r\n`;
      for (const request of [said, chunked]) {
        const answer = await rawHttp(visage.port, `${request}${hidden}`);
        expect({ method, answers: statuses(answer).length }).toEqual({ method, answers: 2 });
        expect(answer).not.toContain('ready');
      }
    }
  });

  test('a version that is none of HTTP/1, or a line that ends early, is refused', async () => {
    for (const line of ['GET /healthz HTTP/2.0', 'GET /healthz HTTP/1.2', 'GET /healthz', 'GET /healthz x HTTP/1.1']) {
      expect(statuses(await rawHttp(visage.port, `${line}\r\nHost: x\r\n\r\n${hidden}`))).toEqual([505]);
    }
    expect(statuses(await rawHttp(visage.port, `GET  /healthz HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`))).toEqual([400]);
  });

  test('no Host header, or a line that is no HTTP, is refused', async () => {
    expect(statuses(await rawHttp(visage.port, 'GET /healthz HTTP/1.1\r\n\r\n'))).toEqual([400]);
    expect(statuses(await rawHttp(visage.port, '\x16\x03\x01 garbage\r\n\r\n'))).toEqual([400]);
  });
});

describe('too much', () => {
  test.each([
    ['one long header', `GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['many headers', `GET /healthz HTTP/1.1\r\nHost: x\r\n${'X-A: a\r\n'.repeat(3000)}\r\n`],
    ['a long address', `GET /${'a'.repeat(60_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ])('%s: 431', async (_, request) => {
    expect(statuses(await rawHttp(visage.port, request))).toEqual([431]);
  });

  test('connections that send a header and never its end keep nobody else waiting', async () => {
    const slow = Array.from({ length: 200 }, () =>
      connect(visage.port, '127.0.0.1', function (this: ReturnType<typeof connect>) {
        this.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ');
      }).on('error', () => {}),
    );
    await Promise.all(slow.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    for (let asked = 0; asked < 20; asked += 1) expect((await visage.picture('/readyz')).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});

describe('a path leads nowhere else', () => {
  const get = (path: string) => rawHttp(visage.port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);

  test.each([
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/%252e%252e/%252e%252e/etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/..%5c..%5cetc%5cpasswd',
    '/assets/..%2f..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
    '/assets\\..\\..\\package.json',
    '/assets/%252e%252e%252fpackage.json',
    '/assets/x%00.css',
    '/profile/..%2f..%2f..%2fetc%2fpasswd/picture?fallback=404',
    '/profile/%00/picture?fallback=404',
    '/%00',
    '/%',
    '/%c0%ae%c0%ae/etc/passwd',
  ])('%s', async (path) => {
    const answer = await get(path);
    expect(statuses(answer)).toHaveLength(1);
    // 503: the page for unknown addresses, where the web app has not been built.
    expect([404, 503]).toContain(statuses(answer)[0] ?? 0);
    expect(answer).not.toMatch(/root:|workspaces/);
  });

  test('no answer sends a browser to another site, however the path is written', async () => {
    for (const path of [
      '//evil.example/',
      '/\\evil.example',
      '/%2f%2fevil.example',
      '/profile/%2f%2fevil.example/picture',
    ])
      expect(/^location: (.*)$/im.exec(await get(path))?.[1]?.trim() ?? '/placeholder.png').toBe('/placeholder.png');
  });

  test('a line break in one ends no header', async () => {
    const answer = await get('/profile/a%0d%0aX-Evil:%20b/picture?fallback=initials');
    expect(answer.split('\r\n\r\n')[0]).not.toMatch(/x-evil/i);
  });

  test('what it is written as decides the route and the limits alike: an API is not reached under another name', async () => {
    for (const path of ['/trpc%2fprofile.me', '/%74rpc/profile.me', '/API/AUTH/get-session', '/%6detrics'])
      expect(await get(path)).not.toMatch(/UNAUTHORIZED|visage_|null$/);
  });
});
