import type { Sending } from '../prove/sending';
import { sleepUnless } from '../prove/sleep-unless';
import type { Random } from '../src/drawing/random';
import type { Diary } from './diary';
import { newPerson } from './people';

/** People who sign up, one after the other, and come back to sign in. */
export interface Newcomers {
  /** Those whose sign-up was acknowledged. */
  welcomed: { email: string; password: string }[];
  run(stopping: AbortSignal): Promise<void>;
}

/** Between two of them, in milliseconds: hashing a password takes as long as many pictures. */
const pause = [500, 900] as const;

export function createNewcomers(sending: Sending, diary: Diary, random: Random): Newcomers {
  const welcomed: Newcomers['welcomed'] = [];
  let turn = 0;
  return {
    welcomed,
    async run(stopping) {
      while (!stopping.aborted) {
        const start = performance.now();
        // Each in their turn.
        const back = welcomed[(turn >> 1) % Math.max(1, welcomed.length)];
        if (turn % 2 === 1 && back) {
          diary.sent('sign-in', start, await sending.signIn(0, back));
        } else {
          const person = newPerson();
          const sent = await sending.signUp(0, person);
          diary.sent('sign-up', start, sent);
          if (sent.outcome === 'done') welcomed.push(person);
        }
        turn += 1;
        await sleepUnless(stopping, random.between(...pause));
      }
    },
  };
}
