import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type ChildVisage, startChildVisage } from '../../test/corpus/child-visage';
import { corpus } from '../../test/corpus/corpus';
import type { CorpusFile } from '../../test/corpus/entry';
import { largest } from '../../test/corpus/large';
import { expectServed } from '../../test/corpus/served';
import { image } from '../../test/images';
import type { Person } from '../../test/visage';
import { outcomes } from './refusal-status';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

/** Megabytes that the server may grow by: for files that are small, and for those as large as is allowed. */
const mayGrow = { forSmall: 600, forLarge: 1500 };

let visage: ChildVisage;
let person: Person;
let before: { now: number } | null;

beforeAll(async () => {
  visage = await startChildVisage();
  person = await visage.signUp();
  for (const kind of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const)
    expect((await visage.upload(person, await image(kind, { width: 300, height: 200 }), `image/${kind}`)).status).toBe(
      200,
    );
  before = visage.memory();
});

afterAll(async () => {
  const { status, logged } = await visage.stop();
  expect({ status, logged }).toEqual({ status: 0, logged: '' });
});

/** Everything that an upload might leave behind. */
async function rows() {
  const [found] = await visage.sql`
    SELECT (SELECT count(*)::int FROM picture) AS pictures, (SELECT count(*)::int FROM rendition) AS renditions,
      version, current_picture_id, last_updated
    FROM picture_state WHERE user_id = ${person.id}`;
  return found;
}

function expectGrownAtMost(megabytes: number): void {
  const after = visage.memory();
  if (before && after) expect(after.most - before.now).toBeLessThan(megabytes);
}

async function expectAsSaid({ make, declared, expected }: CorpusFile): Promise<void> {
  const file = await make();
  const held = await rows();
  const { status, data, error } = await visage.upload(person, file, declared);
  if (typeof expected === 'string') {
    const { trpc: code, status: httpStatus } = outcomes[expected];
    expect({ status, ...error }).toMatchObject({ status: httpStatus, code, reason: expected });
    expect(await rows()).toEqual(held);
    return;
  }
  expect({ status, error }).toEqual({ status: 200, error: null });
  await expectServed(visage.base, expected, data);
}

for (const [about, files] of Object.entries(corpus))
  describe(about, () => {
    test.each(files.map((file) => [file.name, file] as const))('%s', async (_, file) => {
      await expectAsSaid(file);
      expectGrownAtMost(mayGrow.forSmall);
    });
  });

describe('as large as is allowed, and the server answers others meanwhile', () => {
  test.each(largest.map((file) => [file.name, file] as const))('%s', async (_, file) => {
    let isOver = false;
    const work = expectAsSaid(file).finally(() => {
      isOver = true;
    });
    let answers = 0;
    while (!isOver) {
      const healthy = await fetch(`${visage.base}/healthz`);
      expect(healthy.status).toBe(200);
      if (!isOver) answers += 1;
      await Bun.sleep(10);
    }
    await work;
    expect(answers).toBeGreaterThan(0);
  });
});

test('after all of it the process lives, and has never grown much', () => {
  expect(visage.isAlive()).toBe(true);
  expectGrownAtMost(mayGrow.forLarge);
});
