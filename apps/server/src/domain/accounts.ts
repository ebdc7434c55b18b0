import { Refusal } from '@visage/contract/errors';
import type { AccountStore } from '../storage/account-store';
import type { WithSession } from './caller';
import type { Limits } from './limits';
import { countingFailures } from './password-attempt';

/** How long after signing in an account may be deleted without the password, in milliseconds. */
const freshFor = 86_400_000;

export interface Accounts {
  /**
   * Erases the caller's account and everything held about them. Asks for the password when the session is older than a
   * day. Throws `Refusal('password_required')`.
   */
  delete(
    caller: WithSession,
    password: string | undefined,
    isPassword: (password: string) => Promise<boolean>,
    now: Date,
  ): Promise<void>;
}

export function createAccounts(store: AccountStore, limits: Limits): Accounts {
  async function confirm(userId: string, password: string, isPassword: (password: string) => Promise<boolean>) {
    const attempt = await limits.password(userId);
    return countingFailures(
      attempt,
      () => isPassword(password),
      (isRight) => !isRight,
    );
  }

  return {
    async delete(caller, password, isPassword, now) {
      const fresh = now.getTime() - caller.signedInAt.getTime() < freshFor;
      // A wrong password is refused even while the session would do: whoever types one means to be checked.
      const confirmed = password === undefined ? fresh : await confirm(caller.userId, password, isPassword);
      if (!confirmed) {
        throw new Refusal(
          'password_required',
          password === undefined ? 'Type your password to go on.' : 'Wrong password.',
        );
      }
      if (!(await store.erase(caller.userId))) throw new Refusal('unauthenticated', 'This account no longer exists.');
    },
  };
}
