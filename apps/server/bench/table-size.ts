import type { Bench } from './bench';
import { fight } from './duel';
import type { Claim } from './measure';
import { picturePath } from './seed';
import { startVisageProcess } from './visage-process';
import { writePaths } from './wrk';

const few = 1000;
const pictureBytes = 2000;
const reference = '1,000 of them';
const claims = {
  hot: { name: '1,000,000 pictures in the table, hot', reference, promise: { atLeast: 0.9 } },
  cold: { name: '1,000,000 pictures in the table, cold', reference, promise: { atLeast: 0.9 } },
} satisfies Record<string, Claim>;

/**
 * Throughput with a large table against a small one, for 1,000 people from all over it: hot, from memory, and cold, with the
 * cache off.
 */
export const tableSizeBenches: Bench[] = (['hot', 'cold'] as const).map((kind) => ({
  claims: [claims[kind]],
  needs: ['wrk'],
  async run(stage) {
    const many = stage.effort.manyPictures;
    const settings: Record<string, string> = kind === 'cold' ? { CACHE_BYTES: '0' } : {};
    const large = await stage.people('many', { people: many, pictureBytes });
    const small = await stage.people('few', { people: few, pictureBytes });
    await using inLarge = await startVisageProcess({ ...large, ...settings });
    await using inSmall = await startVisageProcess({ ...small, ...settings });
    const all = Array.from({ length: few }, (_, index) => index + 1);
    const load = (url: string, people: number[]) => writePaths(url, people.map(picturePath), stage.directory('table'));
    const fromLarge = await load(inLarge.url, spread(few, many));
    const fromSmall = await load(inSmall.url, all);
    const row = await fight(
      {
        claim: { ...claims[kind], name: claims[kind].name.replace('1,000,000', many.toLocaleString('en')) },
        ours: async () => fromLarge,
        reference: async () => fromSmall,
        sameSize: true,
      },
      stage.effort,
    );
    return [row];
  },
}));

/** `count` people, no two the same, from all over a table of `many`. */
function spread(count: number, many: number): number[] {
  // A step that shares no factor with the number of people comes by each of them once before it repeats.
  const step = 611_953;
  return Array.from({ length: Math.min(count, many) }, (_, index) => 1 + ((index * step) % many));
}
