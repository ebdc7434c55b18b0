import type { AccountExport } from '@visage/contract/account-export';
import { Refusal } from '@visage/contract/errors';
import type { ReadAccountExport } from '../storage/account-export';
import type { SignedIn } from './caller';
import type { Limits } from './limits';
import { goneUser } from './rights';

export interface AccountExports {
  /**
   * Of everything held about the caller, who has come with a session. No other is made before `letGo` is called, once nothing of this
   * one is held in memory any more. Throws `Refusal`: `'busy'`, `'rate_limited'`, `'unauthenticated'`.
   */
  make(caller: Extract<SignedIn, { kind: 'session' }>): Promise<{ everything: AccountExport; letGo: () => void }>;
}

/**
 * Exports that one process may hold at once. An export is held whole, as base64, as JSON and as what is sent: measured, four
 * times its base64. Of photographs (some 0.7 MB each at 2048 × 2048) and a full history that is 80 MB. The worst that uploads can
 * be made to leave are 21 PNGs of noise with transparency, 17 MB each: 470 MB of base64, 1.9 GB for a moment.
 */
const atOnce = 1;

export function createAccountExports(read: ReadAccountExport, limits: Limits): AccountExports {
  let underWay = 0;
  return {
    async make(caller) {
      if (underWay >= atOnce) throw new Refusal('busy', 'Too many exports at once. Try again.', { retryAfter: 2 });
      underWay += 1;
      const letGo = () => {
        underWay -= 1;
      };
      try {
        await limits.export(caller.userId);
        const everything = await read(caller.userId);
        if (!everything) throw goneUser(caller, caller.userId);
        return { everything, letGo };
      } catch (error) {
        letGo();
        throw error;
      }
    },
  };
}
