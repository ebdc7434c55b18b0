import sharp from 'sharp';
import { restrictLibvips } from '../src/imaging/libvips';
import { inTurn, milliseconds, type Row } from './measure';
import { call, signUp, type VisageProcess } from './visage-process';
import { wrk } from './wrk';

/** Side by side in time: pairs of uploads, and seconds of load. */
const pairs = 16;
/** Uploads before the first that counts: until then code is still being compiled, and statements prepared. */
const warmUps = 10;
const seconds = 6;
const uploadsAtOnce = 4;
/** One account may upload 60 times at once and then once a second: on a fast machine two take turns. Sign-up allows ten a minute. */
const accountsEach = 2;

/** The rows of SPEC section 8 about uploads. */
export async function benchUploads(visage: VisageProcess): Promise<Row[]> {
  const photos = await Promise.all(Array.from({ length: 3 }, (_, seed) => photo(seed)));
  return [await against(visage, photos), await whileUploading(visage, photos)];
}

/** The time of an upload over HTTP against decode, orient, fit and encode alone, with the same settings of the same library. */
async function against(visage: VisageProcess, photos: Buffer[]): Promise<Row> {
  restrictLibvips();
  const headers = await signUp(visage.url);
  let turn = 0;
  const next = () => {
    turn += 1;
    return photos[turn % photos.length] ?? Buffer.alloc(0);
  };
  const upload = () => {
    const input = { data: next().toString('base64'), mimeType: 'image/jpeg' };
    return milliseconds(() => call(visage.url, 'picture.upload', headers, input));
  };
  const bare = () => {
    const file = next();
    return milliseconds(() =>
      sharp(file, { failOn: 'warning', autoOrient: true })
        .resize({ width: 2048, height: 2048, fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality: 85, chromaSubsampling: '4:2:0' })
        .toBuffer(),
    );
  };
  for (let done = 0; done < warmUps; done += 1) {
    await upload();
    await bare();
  }
  const { ratio, ours, reference } = await inTurn(pairs, upload, bare);
  return {
    name: 'upload of a 12-megapixel JPEG',
    reference: 'the bare image pipeline',
    ratio,
    promise: { atMost: 1.5 },
    figures: `${ours.toFixed(0)} ms against ${reference.toFixed(0)} ms`,
  };
}

/** The 99th percentile of hot GETs while four uploads run, against when none does. */
async function whileUploading(visage: VisageProcess, photos: Buffer[]): Promise<Row> {
  const shown = await signUp(visage.url);
  const { url } = await call(visage.url, 'picture.upload', shown, {
    data: (await sharp(photos[0]).resize(320, 320).jpeg().toBuffer()).toString('base64'),
    mimeType: 'image/jpeg',
  });
  const picture = `${visage.url}${String(url).split('?')[0]}`;
  const uploaders = await Promise.all(Array.from({ length: uploadsAtOnce * accountsEach }, () => signUp(visage.url)));
  const idle = async () => (await wrk(picture, seconds)).p99;
  const busy = async () => {
    let running = true;
    const loops = Array.from({ length: uploadsAtOnce }, async (_, who) => {
      for (let n = who; running; n += 1) {
        const headers = uploaders[(n % accountsEach) * uploadsAtOnce + who] ?? {};
        const data = photos[n % photos.length]?.toString('base64');
        await call(visage.url, 'picture.upload', headers, { data, mimeType: 'image/jpeg' });
      }
    });
    const uploading = Promise.all(loops);
    // One that fails is told below, once the load is over; nobody waits for it until then.
    uploading.catch(() => {});
    const { p99 } = await wrk(picture, seconds);
    running = false;
    await uploading;
    return p99;
  };
  await idle();
  const { ratio, ours, reference } = await inTurn(4, busy, idle);
  return {
    name: 'p99 of hot GETs while 4 such uploads run',
    reference: 'p99 when idle',
    ratio,
    promise: { atMost: 5 },
    figures: `${ours.toFixed(1)} ms against ${reference.toFixed(1)} ms`,
  };
}

/** 4000 × 3000 pixels with the gradients and the noise of a photograph, different for each seed. */
async function photo(seed: number): Promise<Buffer> {
  const small = Buffer.from(
    Array.from({ length: 40 * 30 * 3 }, (_, at) => (Math.imul(at + 1, 2_654_435_761 + seed) >>> 24) & 255),
  );
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 9 };
  const grain = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#808080', noise } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(small, { raw: { width: 40, height: 30, channels: 3 } })
    .resize(4000, 3000, { kernel: 'cubic', fit: 'fill' })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Orientation: '6' } })
    .toBuffer();
}
