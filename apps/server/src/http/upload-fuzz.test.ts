import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { type ChildVisage, startChildVisage } from '../../test/corpus/child-visage';
import { corpus } from '../../test/corpus/corpus';
import { damage } from '../../test/corpus/damage';
import { expectServed } from '../../test/corpus/served';
import { image } from '../../test/images';
import type { Person } from '../../test/visage';
import { randomFrom } from '../imaging/testing/mutations';
import { outcomes } from './refusal-status';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

/** More by hand: `FUZZ_RUNS=20000 FUZZ_SEED=7 bun test upload-fuzz`. */
const runs = Number(process.env.FUZZ_RUNS ?? 600);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_123);
/** Uploads at once, each of an account of its own. */
const lanes = 2;
/** Megabytes. */
const mayGrow = 1000;
/** Longer files are damaged less for the same time. */
const longest = 20_000;

let visage: ChildVisage;

beforeAll(async () => {
  visage = await startChildVisage();
});
afterAll(async () => {
  const { status, logged } = await visage.stop();
  expect({ status, logged }).toEqual({ status: 0, logged: '' });
});

/** Why a damaged file may be refused. */
const reasons = ['undecodable', 'too_many_pixels', 'unsupported_type', 'mime_mismatch', 'invalid_input'] as const;

async function rowsOf({ id }: Person) {
  const [found] = await visage.sql`
    SELECT (SELECT count(*)::int FROM picture WHERE user_id = ${id}) AS pictures,
      (SELECT count(*)::int FROM rendition r JOIN picture p ON p.id = r.picture_id WHERE p.user_id = ${id}) AS renditions,
      version, current_picture_id
    FROM picture_state WHERE user_id = ${id}`;
  return found;
}

test(
  'a damaged file is stored whole or refused for a reason that is known, and leaves nothing else behind',
  async () => {
    const kinds = ['JPEG', 'PNG', 'WebP', 'GIF', 'AVIF'].flatMap((kind) => corpus[kind] ?? []);
    const made = await Promise.all(kinds.map(async ({ make, declared }) => ({ file: await make(), declared })));
    const valid = made.filter(({ file }) => file.byteLength <= longest);
    const counted: Record<string, number> = {};

    async function lane(index: number): Promise<void> {
      const person = await visage.signUp();
      expect((await visage.upload(person, await image(), 'image/png')).status).toBe(200);
      const random = randomFrom(seed + index * 2);
      for (let run = index; run < runs; run += lanes) {
        const { file, declared } = valid[random(valid.length)] ?? { file: new Uint8Array(), declared: '' };
        const other = valid[random(valid.length)]?.file ?? new Uint8Array();
        const damaged = damage(file, other, random);
        const held = await rowsOf(person);
        const { status, data, error } = await visage.upload(person, damaged, declared);
        counted[error?.reason ?? status] = (counted[error?.reason ?? status] ?? 0) + 1;
        if (status === 200) {
          await expectServed(visage.base, data, data);
          continue;
        }
        const reason = reasons.find((each) => each === error?.reason) ?? 'undecodable';
        const { trpc: code, status: expected } = outcomes[reason];
        expect({ run, status, ...error }).toMatchObject({ run, status: expected, code, reason });
        expect(await rowsOf(person)).toEqual(held);
      }
    }

    const before = visage.memory();
    await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index)));
    const after = visage.memory();
    expect(visage.isAlive()).toBe(true);
    expect((await fetch(`${visage.base}/healthz`)).status).toBe(200);
    if (before && after) expect(after.most - before.now).toBeLessThan(mayGrow);
    // Were everything refused, or nothing, this would test little.
    expect(counted['200']).toBeGreaterThan(runs / 10);
    expect(counted.undecodable).toBeGreaterThan(runs / 10);
  },
  60_000 + runs * 200,
);
