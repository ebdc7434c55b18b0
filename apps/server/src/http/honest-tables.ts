import { AsyncLocalStorage } from 'node:async_hooks';
import type { BetterAuthOptions, DBAdapter } from 'better-auth';
import { isUnavailable } from '../storage/unavailable';

/** better-auth's door to its tables. */
export type Tables = (options: BetterAuthOptions) => DBAdapter<BetterAuthOptions>;

/**
 * better-auth makes answers of queries that failed: that nobody is signed in where no session could be looked up, that someone is signed out
 * whose session is still there. So that its tables could not be asked is remembered while a request is answered, and thrown in place of the answer.
 */
export function createHonestTables(tables: Tables) {
  const requests = new AsyncLocalStorage<{ failed: unknown }>();

  /** The same methods, whose failures are remembered; in a transaction too, whose tables are the argument of its callback. */
  function watched<Adapter extends object>(adapter: Adapter): Adapter {
    return new Proxy(adapter, {
      get(target, name, receiver) {
        const method = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return (...given: unknown[]) => {
          const passed = given.map((each) =>
            name === 'transaction' && typeof each === 'function' ? (inner: object) => each(watched(inner)) : each,
          );
          const result = method.apply(target, passed);
          return result instanceof Promise ? result.catch(remember) : result;
        };
      },
    });
  }

  function remember(error: unknown): never {
    const request = requests.getStore();
    if (request && isUnavailable(error)) request.failed ??= error;
    throw error;
  }

  return {
    tables: (options: BetterAuthOptions) => watched(tables(options)),
    /** The answer, unless the database could not be asked on the way to it. */
    async honestly<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
      const request = { failed: undefined as unknown };
      const answered = await requests.run(request, answer);
      if (request.failed !== undefined) throw request.failed;
      return answered;
    },
  };
}
