import { Refusal } from '@visage/contract/errors';
import { type BucketLimit, limitKey, type RateLimitStore, type WindowLimit } from '../storage/rate-limit-store';
import type { PasswordAttempt } from './password-attempt';

/** The limits of SPEC section 5. Always on. */
const perMinute = (uses: number): WindowLimit => ({ uses, seconds: 60 });
const signUpsADay: WindowLimit = { uses: 100, seconds: 86_400 };
const signInFailures: WindowLimit = { uses: 10, seconds: 900 };
const mailsAnHour: WindowLimit = { uses: 3, seconds: 3600 };
const exportsAnHour: WindowLimit = { uses: 5, seconds: 3600 };
const uploads: BucketLimit = { burst: 60, seconds: 1 };

/** Each throws `Refusal('rate_limited')` with whole seconds to wait. `address` is the client's, `email` as typed. */
export interface Limits {
  signUp(address: string): Promise<void>;
  /** Reserves one failure; call `succeeded` when it was none. */
  signIn(address: string, email: string): Promise<PasswordAttempt>;
  /** As {@link signIn}, for a password typed by someone signed in already. */
  password(userId: string): Promise<PasswordAttempt>;
  /** For who asks for a challenge to sign in by passkey, and who answers one. There are no passwords to guess: all count alike. */
  passkeyChallenge(address: string): Promise<void>;
  passkey(address: string): Promise<void>;
  /** For who sets out to sign in with an account elsewhere. */
  provider(address: string): Promise<void>;
  mail(email: string): Promise<void>;
  export(userId: string): Promise<void>;
  upload(userId: string): Promise<void>;
  /** Of requests with a key that is none. */
  badKey(address: string): Promise<void>;
  write(subject: string): Promise<void>;
  read(subject: string): Promise<void>;
}

export function createLimits(store: RateLimitStore): Limits {
  async function within(limited: string, subject: string, limit: WindowLimit): Promise<void> {
    refuseFor(await store.takeFromWindow(limitKey(limited, subject), limit));
  }
  return {
    async signUp(address) {
      await within('sign-up', address, perMinute(10));
      await within('sign-up-day', address, signUpsADay);
    },
    async signIn(address, email) {
      await within('sign-in', address, perMinute(30));
      await within('sign-in-failure', email, signInFailures);
      return { succeeded: () => store.giveBack(limitKey('sign-in-failure', email)) };
    },
    async password(userId) {
      await within('password-failure', userId, signInFailures);
      return { succeeded: () => store.giveBack(limitKey('password-failure', userId)) };
    },
    passkeyChallenge: (address) => within('passkey-challenge', address, perMinute(30)),
    passkey: (address) => within('sign-in', address, perMinute(30)),
    provider: (address) => within('sign-in', address, perMinute(30)),
    mail: (email) => within('mail', email, mailsAnHour),
    export: (userId) => within('export', userId, exportsAnHour),
    async upload(userId) {
      refuseFor(await store.takeFromBucket(limitKey('upload', userId), uploads));
    },
    badKey: (address) => within('bad-key', address, perMinute(120)),
    write: (subject) => within('write', subject, perMinute(120)),
    read: (subject) => within('read', subject, perMinute(1200)),
  };
}

function refuseFor(seconds: number): void {
  if (seconds === 0) return;
  throw new Refusal('rate_limited', `Too often. Try again in ${seconds} s.`, { retryAfter: seconds });
}
