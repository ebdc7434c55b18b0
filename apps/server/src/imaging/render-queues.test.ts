import { expect, test } from 'bun:test';
import { createImaging } from './imaging';

test('sizes that strangers think of never hold up those who see a picture first', async () => {
  const imaging = createImaging({ atOnce: 1, queueLimit: 0 });
  const { promise, resolve } = Promise.withResolvers<null>();
  const busy = imaging.render(() => promise, 77, 'image/webp', 'strangers');
  await expect(imaging.render(async () => null, 78, 'image/webp', 'strangers')).rejects.toMatchObject({ code: 'busy' });
  expect(await imaging.render(async () => null, 64, 'image/webp')).toBeNull();
  resolve(null);
  expect(await busy).toBeNull();
});
