import { Refusal } from '@visage/contract/errors';
import type { FetchGravatar } from '../domain/gravatar-imports';
import { tooManyBytes } from '../domain/pictures';
import { readBounded } from './bounded-body';

/** For the whole answer, in milliseconds. */
const timeout = 5000;

/**
 * Asks Gravatar (docs.gravatar.com, "Avatars"): by the SHA-256 of the trimmed, lower-cased address, and with `d=404`, so that a
 * picture of nobody doesn't become someone's. Always at the same host, whatever it answers: nobody can make this server ask
 * another.
 */
export function createGravatar(origin: string, maxBytes: number): FetchGravatar {
  return async (address) => {
    const hash = new Bun.CryptoHasher('sha256').update(address.trim().toLowerCase()).digest('hex');
    const done = new AbortController();
    try {
      const answered = await fetch(`${origin}/avatar/${hash}?s=1024&d=404`, {
        redirect: 'manual',
        headers: { Accept: 'image/*', 'Accept-Encoding': 'identity', 'User-Agent': 'Visage' },
        signal: AbortSignal.any([done.signal, AbortSignal.timeout(timeout)]),
      });
      if (answered.status === 404) return null;
      if (answered.status !== 200) throw new Error(`Gravatar answered with ${answered.status}`);
      return await readBounded(answered, maxBytes, () => tooManyBytes(maxBytes));
    } catch (cause) {
      if (cause instanceof Refusal) throw cause;
      throw new Refusal('gravatar_unreachable', 'Gravatar can’t be reached just now. Try again later.', { cause });
    } finally {
      // Whatever has not been read, nobody will.
      done.abort();
    }
  };
}
