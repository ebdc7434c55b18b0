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
