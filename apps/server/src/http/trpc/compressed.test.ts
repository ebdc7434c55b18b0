import { expect, test } from 'bun:test';
import { compressed } from './compressed';

const long = JSON.stringify(Array.from({ length: 500 }, (_, index) => ({ index })));
const ask = (method: string, accepted: string) =>
  new Request('http://localhost/trpc/profile.list', { method, headers: { 'accept-encoding': accepted } });
const json = (body: string) => new Response(body, { headers: { 'content-type': 'application/json' } });

test('a long answer to a query is gzipped for who takes that, and reads the same', async () => {
  const response = await compressed(ask('GET', 'br, gzip'), json(long));
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('vary')).toBe('Accept-Encoding');
  const bytes = await response.bytes();
  expect(bytes.byteLength).toBeLessThan(long.length / 2);
  expect(new TextDecoder().decode(Bun.gunzipSync(new Uint8Array(bytes)))).toBe(long);
});

test('a short one, one for who does not take it, and one to a mutation stay as they are', async () => {
  for (const [request, body] of [
    [ask('GET', 'gzip'), '{}'],
    [ask('GET', 'br'), long],
    [ask('POST', 'gzip'), long],
  ] as const) {
    const response = await compressed(request, json(body));
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toBe(body);
  }
});
