import { expect, test } from 'bun:test';
import { fileToUpload } from './file-to-upload';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff);
const data = Buffer.from(png).toString('base64');

test('a file keeps the type it says, and one that says none is told by its first bytes', async () => {
  expect(await fileToUpload(new File([png], 'me', { type: 'image/x-mine' }))).toEqual({
    data,
    mimeType: 'image/x-mine',
  });
  expect(await fileToUpload(new Blob([png]))).toEqual({ data, mimeType: 'image/png' });
  const webp = new TextEncoder().encode('RIFF\n123WEBPVP8 ');
  expect((await fileToUpload(new Blob([webp], { type: 'application/octet-stream' }))).mimeType).toBe('image/webp');
  expect((await fileToUpload(new Blob(['hello']))).mimeType).toBe('application/octet-stream');
});

test('a data URL may be in base64 or not', async () => {
  expect(await fileToUpload(`data:image/png;base64,${data}`)).toEqual({ data, mimeType: 'image/png' });
  expect(await fileToUpload('data:image/png,%89PNG%0D%0A%1A%0A%FF')).toEqual({ data, mimeType: 'image/png' });
  for (const text of ['https://example.org/me.png', 'data:', 'data:image/png;base64,§']) {
    expect(await fileToUpload(text).catch((error) => error)).toBeInstanceOf(TypeError);
  }
});

test('a large file comes through whole', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_001));
  const { data: text } = await fileToUpload(new Blob([bytes]));
  expect(Buffer.from(text, 'base64')).toEqual(Buffer.from(bytes));
});

test('it can be given up', async () => {
  expect(await fileToUpload(new Blob([png]), { signal: AbortSignal.abort('no') }).catch((reason) => reason)).toBe('no');
});
