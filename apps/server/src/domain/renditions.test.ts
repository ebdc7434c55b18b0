import { expect, test } from 'bun:test';
import type { RenderQueue } from '../imaging/imaging';
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
      render: async (_load, _side, _mimeType, queue) => {
        queues.push(queue);
        return new Uint8Array(3);
      },
    },
  );
  const made = await renditions.make(key, false);
  expect([made?.byteSize, kept]).toEqual([3, 0]);
  await renditions.make(key, true);
  expect([queues, kept]).toEqual([['strangers', 'first views'], 1]);
});
