import { type Claim, inTurn, type Row } from './measure';
import type { Effort } from './stage';
import { type Load, wrkList } from './wrk';

/** What a claim is about, and what it is held against. `next` gives the load of each run, the first being for warming up. */
export interface Duel {
  claim: Claim;
  ours: (run: number) => Promise<Load>;
  reference: (run: number) => Promise<Load>;
  /** Whether both send as many bytes. */
  sameSize: boolean;
}

/** Of the bytes of an answer: nginx's ETag is shorter, and Bun writes some headers itself. */
const sizeTolerance = 0.01;
/** In seconds: code is compiled, caches fill, connections to the database are opened. */
const warmUp = 3;

/** Requests a second of ours over the reference's. */
export async function fight({ claim, ours, reference, sameSize }: Duel, effort: Effort): Promise<Row> {
  const sizes = { ours: 0, reference: 0 };
  const measure = (side: 'ours' | 'reference', load: Duel['ours']) => async (pair: number) => {
    const { perSecond, bytesPerAnswer } = await wrkList(await load(pair + 1), effort.seconds);
    sizes[side] = bytesPerAnswer;
    return perSecond;
  };
  for (const load of [ours, reference]) await wrkList(await load(0), warmUp);
  const taken = await inTurn(effort.pairs, measure('ours', ours), measure('reference', reference));
  if (sameSize && Math.abs(sizes.ours / sizes.reference - 1) > sizeTolerance) {
    throw new Error(`${claim.reference} sends ${sizes.reference} B an answer, Visage ${sizes.ours} B`);
  }
  const { ratio, spread } = taken;
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  return {
    ...claim,
    ratio,
    spread,
    perSecond: { ours: taken.ours, reference: taken.reference },
    figures: `${whole(taken.ours)}/s of ${whole(sizes.ours)} B against ${whole(taken.reference)}/s of ${whole(sizes.reference)} B`,
  };
}
