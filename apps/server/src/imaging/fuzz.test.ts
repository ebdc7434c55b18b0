import { expect, setDefaultTimeout, test } from 'bun:test';
import { storedMimeTypes } from '@visage/contract/picture';
import sharp from 'sharp';
import { createImaging } from './imaging';
import { mutate, randomFrom } from './testing/mutations';
import { outcomeOf } from './testing/outcome';
import { acceptedSamples, texture } from './testing/samples';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

/** More by hand: `FUZZ_RUNS=100000 FUZZ_SEED=7 bun test --timeout 0 fuzz`. */
const runs = Number(process.env.FUZZ_RUNS ?? 600);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_123);

test('a damaged file is stored as a sound picture or refused for a reason that is known, and nothing else happens', async () => {
  const imaging = createImaging();
  const random = randomFrom(seed);
  const files = await Promise.all(Object.values(acceptedSamples).map(([, make]) => make()));
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const)
    files.push(await texture(80, 60)[format]().toBuffer());

  const outcomes: Record<string, number> = {};
  for (let run = 0; run < runs; run++) {
    const file = files[random(files.length)] ?? new Uint8Array();
    const other = files[random(files.length)] ?? new Uint8Array();
    const damaged = mutate(file, other, random);
    const work = imaging.normalize(damaged);
    const outcome = await outcomeOf(work);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    expect(['accepted', 'undecodable', 'too_many_pixels', 'unsupported_type']).toContain(outcome);
    if (outcome !== 'accepted') continue;
    const picture = await work;
    expect(storedMimeTypes).toContain(picture.mimeType);
    // What has been stored must be what it says, since everybody is shown it.
    const { info } = await sharp(picture.data, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([picture.width, picture.height]);
    expect(Math.max(picture.width, picture.height)).toBeLessThanOrEqual(2048);
  }
  // Were everything refused, this would test little.
  expect(outcomes.accepted).toBeGreaterThan(runs / 20);
  expect(outcomes.undecodable).toBeGreaterThan(runs / 4);
}, 60_000);
