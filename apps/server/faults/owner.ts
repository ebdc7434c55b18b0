import { upload } from '../prove/deeds';
import type { Change } from '../prove/history';
import { type Member, routeOf, shownOf } from '../prove/member';
import type { Sending } from '../prove/sending';
import { sleepUnless } from '../prove/sleep-unless';
import type { Random } from '../src/drawing/random';
import type { Diary } from './diary';
import type { Attempt } from './ledger';
import type { Account } from './people';

/** Someone who uploads one picture after the other. */
export interface Owner {
  account: Account;
  /** In order. */
  attempts: Attempt[];
  /** Uploads one now. */
  upload(): Promise<void>;
  /** Goes on until stopped; what is under way then is seen to its end. */
  run(stopping: AbortSignal): Promise<void>;
}

interface OwnerParts {
  sending: Sending;
  diary: Diary;
  random: Random;
  /** A picture that nobody has had. */
  newMark(): number;
  /** Called when it is known what became of one. */
  settled(change: Change): void;
}

/** As large in bytes as a small photograph, so that there is a while in which an upload is half sent, or half stored. */
const look = { side: 256, grain: 16 };
/** Between two uploads, in milliseconds: with what they take themselves it stays below the limit of an account. */
const pause = [250, 550] as const;

export function createOwner(account: Account, { sending, diary, random, newMark, settled }: OwnerParts): Owner {
  const { id, cookie, name } = account;
  let member: Member = {
    ...{ id, cookie, name, handle: '', ownHandle: '', visibility: 'public', revision: 0, current: null },
    marks: new Map(),
  };
  const attempts: Attempt[] = [];

  async function uploadOne(): Promise<void> {
    const mark = newMark();
    const { what, path, input, after, foreseen } = await upload(member, mark, look);
    const begin = performance.now();
    const shown = shownOf(foreseen);
    const change: Change = {
      ...{ family: id, what, process: null, begin, ack: Number.POSITIVE_INFINITY, after: { [routeOf(id)]: shown } },
    };
    diary.changed(change);
    const sent = await sending.call(0, path, cookie, input);
    diary.sent('upload', begin, sent);
    if (sent.outcome === 'done') {
      member = after(sent.data);
      Object.assign(shown, shownOf(member));
      change.ack = sent.end;
    }
    attempts.push({ mark, id: sent.outcome === 'done' ? (member.current?.pictureId ?? null) : null });
    settled(change);
  }

  return {
    account,
    attempts,
    upload: uploadOne,
    async run(stopping) {
      while (!stopping.aborted) {
        await uploadOne();
        await sleepUnless(stopping, random.between(...pause));
      }
    },
  };
}
