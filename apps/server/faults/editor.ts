import type { Sending } from '../prove/sending';
import { sleepUnless } from '../prove/sleep-unless';
import type { Random } from '../src/drawing/random';
import type { Diary } from './diary';
import type { Account } from './people';

/** Someone who changes their name again and again. */
export interface Editor {
  account: Account;
  /** The last that was acknowledged. */
  acknowledged: string;
  /** Those asked for since, of which nobody knows. */
  perhaps: string[];
  run(stopping: AbortSignal): Promise<void>;
}

/** Between two changes, in milliseconds: 120 a minute are allowed. */
const pause = [600, 1000] as const;

export function createEditor(account: Account, sending: Sending, diary: Diary, random: Random): Editor {
  /** Null when it has to be asked for: as at first, and after a change of which nobody knows. */
  let revision: number | null = null;
  let changes = 0;
  const revisionIn = (data: unknown) => (data as { revision: number }).revision;

  async function look(): Promise<void> {
    const start = performance.now();
    const sent = await sending.query(0, 'profile.me', account.cookie);
    diary.sent('own profile', start, sent);
    if (sent.outcome === 'done') revision = revisionIn(sent.data);
  }

  const editor: Editor = {
    account,
    acknowledged: account.name,
    perhaps: [],
    async run(stopping) {
      while (!stopping.aborted) {
        if (revision === null) await look();
        else await change(revision);
        await sleepUnless(stopping, random.between(...pause));
      }
    },
  };

  async function change(known: number): Promise<void> {
    changes += 1;
    const displayName = `${account.name} the ${changes}.`;
    const start = performance.now();
    const sent = await sending.call(0, 'profile.update', account.cookie, { revision: known, displayName });
    // An earlier change that was lost sight of may happen whenever it is let through, and make this one come too late.
    diary.sent('profile change', start, sent, editor.perhaps.length > 0);
    if (sent.outcome === 'done') {
      revision = revisionIn(sent.data);
      editor.acknowledged = displayName;
      editor.perhaps = [];
    } else {
      revision = null;
      editor.perhaps.push(displayName);
    }
  }
  return editor;
}
