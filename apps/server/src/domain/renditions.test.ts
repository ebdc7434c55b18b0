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

test('a size that the database can’t store just now is answered all the same', async () => {
  const readOnly = Object.assign(new Error('cannot execute INSERT in a read-only transaction'), { code: '25006' });
  const failing = (error: Error) =>
    createRenditions(
      { source: async () => null, keep: () => Promise.reject(error) },
      { render: async () => new TextEncoder().encode('abc') },
    ).make(key, true);
  expect(await failing(readOnly)).toEqual({
    // FIPS 180-2, appendix B.1.
    digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    byteSize: 3,
    data: new TextEncoder().encode('abc'),
  });
  expect(failing(new Error('a defect'))).rejects.toThrow('a defect');
});
