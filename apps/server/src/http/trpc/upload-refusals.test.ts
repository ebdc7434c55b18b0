import { afterAll, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { pathOf } from '../../../test/deeds';
import { base64, type Format, hugePng, image, unsupported } from '../../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
const maxUploadBytes = 200_000;

beforeAll(async () => {
  visage = await startTestVisage({ MAX_UPLOAD_BYTES: String(maxUploadBytes) });
  ada = await visage.signUp();
});
// More is asked here than one account may in so short a time.
beforeEach(async () => {
  await visage.sql`DELETE FROM rate_limit`;
});
afterAll(async () => {
  // Whatever was refused in this file has left nothing behind.
  const [row] =
    await visage.sql`SELECT count(*)::int AS n FROM picture JOIN "user" u ON u.id = user_id WHERE u.id = ${ada.id}`;
  expect(row?.n).toBe(0);
  expect((await visage.picture(pathOf(ada))).status).toBe(302);
  await visage.stop();
});

const send = (input: unknown) => visage.mutate('picture.upload', input, ada);

async function expectRefused(input: unknown, status: number, code: string, reason: string): Promise<void> {
  const answered = await send(input);
  expect({ status: answered.status, ...answered.error }).toMatchObject({ status, code, httpStatus: status, reason });
}

describe('shape', () => {
  test.each([
    ['a data: prefix', (data: string) => `data:image/png;base64,${data}`],
    ['white space inside', (data: string) => `${data.slice(0, 8)}\n${data.slice(8)}`],
    ['white space around', (data: string) => ` ${data}`],
    ['a line feed at the end', (data: string) => `${data}\n`],
    ['no padding', () => 'iVBORw'],
    ['padding too much', (data: string) => `${data}====`],
    ['the URL alphabet', () => '-_-_'],
    ['bits left over', () => 'iVBORx=='],
    ['no base64 at all', () => 'héllo wörld!'],
    ['nothing', () => ''],
    ['NUL', () => 'AAA\0'],
  ])('%s is refused as invalid', async (_, change) => {
    await expectRefused(
      { data: change(base64(await image())), mimeType: 'image/png' },
      400,
      'BAD_REQUEST',
      'invalid_input',
    );
  });

  test('fields unknown, missing or of another type are refused as invalid', async () => {
    const data = base64(await image());
    for (const input of [
      { data, mimeType: 'image/png', filename: 'me.png' },
      { data, mimeType: 'image/png', altText: 'x'.repeat(301) },
      { data, mimeType: 'image/png', altText: 'a\0b' },
      { data, mimeType: 'image/png', altText: null },
      { data, mimeType: 'image/png', userId: '' },
      { data, mimeType: 'image/png', userId: 7 },
      { data },
      { mimeType: 'image/png' },
      { data: [1, 2], mimeType: 'image/png' },
      { data: null, mimeType: 'image/png' },
      { data, mimeType: 5 },
      {},
      null,
      [],
      'text',
      5,
    ]) {
      const answered = await send(input);
      // A userId that is no id of one's own is refused as another's would be: the right comes before the shape.
      const [status, code, reason] =
        (input as { userId?: unknown } | null)?.userId === ''
          ? [403, 'FORBIDDEN', 'forbidden']
          : [400, 'BAD_REQUEST', 'invalid_input'];
      expect({ status: answered.status, ...answered.error }).toMatchObject({ status, code, reason });
    }
  });
});

describe('kind', () => {
  test.each(Object.entries(unsupported))(
    '%s is of a type not supported, whatever it is said to be',
    async (_, file) => {
      for (const mimeType of ['image/png', 'image/svg+xml', '']) {
        await expectRefused({ data: base64(file), mimeType }, 415, 'UNSUPPORTED_MEDIA_TYPE', 'unsupported_type');
      }
    },
  );

  test.each([
    ['text', async () => new TextEncoder().encode('not an image')],
    ['one byte', async () => Uint8Array.of(0x89)],
    ['the first bytes of a PNG', async () => (await image('png')).slice(0, 20)],
    ['half a JPEG', async () => halfOf(await image('jpeg'))],
    ['half a PNG', async () => halfOf(await image('png', { width: 200, height: 200 }))],
    ['half a WebP', async () => halfOf(await image('webp'))],
    ['half an AVIF', async () => halfOf(await image('avif'))],
    ['a ZIP', async () => Uint8Array.of(0x50, 0x4b, 3, 4, ...new Array(60).fill(0))],
    ['a PDF', async () => new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n')],
  ])('%s is not decodable', async (_, make) => {
    const file = await make();
    const mimeType = kindOf(file);
    await expectRefused({ data: base64(file), mimeType }, 400, 'BAD_REQUEST', 'undecodable');
  });

  const formats: Format[] = ['jpeg', 'png', 'webp', 'gif', 'avif'];
  test.each(formats)('%s said to be something else is a mismatch', async (format) => {
    const data = base64(await image(format));
    const other = format === 'png' ? 'image/jpeg' : 'image/png';
    for (const mimeType of [
      other,
      'image/svg+xml',
      'text/html',
      '',
      'image',
      'image/*',
      '*/*',
      '\0',
      '🦊',
      'x'.repeat(999),
    ]) {
      await expectRefused({ data, mimeType }, 415, 'UNSUPPORTED_MEDIA_TYPE', 'mime_mismatch');
    }
  });

  test('the type is compared before the pixels, and these before anything is decoded', async () => {
    const data = base64(hugePng());
    await expectRefused({ data, mimeType: 'image/gif' }, 415, 'UNSUPPORTED_MEDIA_TYPE', 'mime_mismatch');
    await expectRefused({ data, mimeType: 'image/png' }, 413, 'PAYLOAD_TOO_LARGE', 'too_many_pixels');
  });
});

describe('accepted', () => {
  test.each([
    ['image/jpg', 'jpeg'],
    ['image/jpeg', 'jpeg'],
    ['image/png', 'png'],
    ['image/gif', 'gif'],
    ['image/webp', 'webp'],
    ['image/avif', 'avif'],
  ] as const)('%s', async (mimeType, format) => {
    const person = await visage.signUp();
    const answered = await visage.mutate('picture.upload', { data: base64(await image(format)), mimeType }, person);
    expect(answered.status).toBe(200);
    expect(answered.data.mimeType).toBe(format === 'gif' ? 'image/png' : `image/${format}`);
    expect(Object.keys(answered.data).sort()).toEqual(
      [
        'altText',
        'byteSize',
        'digest',
        'height',
        'id',
        'lastUpdated',
        'mimeType',
        'thumbhash',
        'url',
        'version',
        'width',
      ].sort(),
    );
  });
});

describe('size', () => {
  test('one byte too many is refused, whatever the bytes are; as many as allowed are looked at', async () => {
    const tooMany = base64(new Uint8Array(maxUploadBytes + 1));
    await expectRefused({ data: tooMany, mimeType: 'image/png' }, 413, 'PAYLOAD_TOO_LARGE', 'too_many_bytes');
    const allowed = base64(new Uint8Array(maxUploadBytes));
    await expectRefused({ data: allowed, mimeType: 'image/png' }, 400, 'BAD_REQUEST', 'undecodable');
  });

  test('a body too large is refused by its Content-Length and while it is read, in the shape of every error', async () => {
    const chunk = new Uint8Array(65_536).fill(0x41);
    let pulled = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1;
          if (pulled > 400) controller.close();
          else controller.enqueue(chunk);
        },
      });
    for (const body of [new Uint8Array(30_000_000), endless()]) {
      const answered = await fetch(`${visage.base}/trpc/picture.upload`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: visage.origin, cookie: ada.cookie },
        body,
      });
      expect(answered.status).toBe(413);
      expect(await answered.json()).toMatchObject({
        error: { data: { code: 'PAYLOAD_TOO_LARGE', httpStatus: 413, reason: 'too_many_bytes' } },
      });
      expect(answered.headers.get('cache-control')).toBe('private, no-store');
    }
  });

  test('slashes escaped in the JSON, as PHP writes them, are no reason to refuse a file', async () => {
    const data = base64(new Uint8Array(maxUploadBytes).fill(0xff)).replaceAll('/', '\\/');
    const answered = await fetch(`${visage.base}/trpc/picture.upload`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: visage.origin, cookie: ada.cookie },
      body: `{"mimeType":"image/png","data":"${data}"}`,
    });
    expect(answered.status).toBe(400);
    expect(await answered.json()).toMatchObject({ error: { data: { reason: 'undecodable' } } });
  });
});

const halfOf = (file: Uint8Array) => file.slice(0, Math.floor(file.byteLength / 2));

/** What the sender of a broken file would say it is. */
function kindOf(file: Uint8Array): string {
  if (file[0] === 0xff) return 'image/jpeg';
  if (file[0] === 0x52) return 'image/webp';
  return file[4] === 0x66 ? 'image/avif' : 'image/png';
}
