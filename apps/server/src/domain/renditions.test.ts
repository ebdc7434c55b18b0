import { expect, test } from 'bun:test';
import type { RenderQueue } from '../imaging/imaging';
import type { RenditionKey } from '../storage/rendition-store';
import { createRenditions } from './renditions';

const key = { pictureId: 'p', side: 77, mimeType: 'image/webp', settings: 's' } as const;

test('a size that is not stored waits with strangers, and leaves nothing behind', async () => {
  const queues: (RenderQueue | undefined)[] = [];
  let kept = 0;
  const renditions = createRenditions(
    {
      source: async () => null,
      keep: async (_, data) => {
        kept += 1;
        return { digest: 'd', byteSize: data.byteLength, data };
      },
    },
    {
      build: 'b',
      render: async (_load, _side, _mimeType, queue) => {
        queues.push(queue);
        return new Uint8Array(3);
      },
    },
  );
  const made = await renditions.make(key, false);
  expect([made?.byteSize, made?.digest, kept]).toEqual([3, renditions.nameOf(key), 0]);
  await renditions.make(key, true);
  expect([queues, kept]).toEqual([['strangers', 'first views'], 1]);
});

test('a size that the database can’t store just now is answered all the same', async () => {
  const readOnly = Object.assign(new Error('cannot execute INSERT in a read-only transaction'), { code: '25006' });
  const failing = (error: Error) =>
    createRenditions(
      { source: async () => null, keep: () => Promise.reject(error) },
      { build: 'b', render: async () => new TextEncoder().encode('abc') },
    ).make(key, true);
  expect(await failing(readOnly)).toEqual({
    // FIPS 180-2, appendix B.1.
    digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    byteSize: 3,
    data: new TextEncoder().encode('abc'),
  });
  expect(failing(new Error('a defect'))).rejects.toThrow('a defect');
});

test('no two renditions have the same name, whichever part of what makes them differs', () => {
  const store = { source: async () => null, keep: async () => null };
  const named = (build: string, more: Partial<RenditionKey>) =>
    createRenditions(store, { build, render: async () => null }).nameOf({ ...key, ...more });
  const names = [
    named('b', {}),
    named('another', {}),
    named('b', { pictureId: 'q' }),
    named('b', { side: 78 }),
    named('b', { mimeType: 'image/png' }),
    named('b', { settings: 't' }),
  ];
  expect(new Set(names).size).toBe(names.length);
  // As digests look, which no store, header or cache tells it from.
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{64}$/);
  expect(named('b', {})).toBe(names[0] ?? '');
});
