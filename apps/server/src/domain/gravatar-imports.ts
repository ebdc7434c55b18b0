import { Refusal } from '@visage/contract/errors';
import type { PictureMetadata } from '@visage/contract/picture';
import type { AccountStore } from '../storage/account-store';
import type { SignedIn } from './caller';
import type { Pictures } from './pictures';
import { goneUser } from './rights';

/**
 * The picture that Gravatar shows for an address; null where there is none. Throws `Refusal`: `'gravatar_unreachable'` when it
 * gives no answer of use in time, `'too_many_bytes'`.
 */
export type FetchGravatar = (address: string) => Promise<Uint8Array | null>;

export interface GravatarImports {
  /**
   * Makes the caller's Gravatar their current picture, as if they had uploaded it. Throws `Refusal`: `'forbidden'` where the
   * operator doesn't allow it, `'unverified_address'`, `'not_found'` where there is none, `'busy'`, and what `fetchGravatar`
   * and an upload throw.
   */
  import(caller: SignedIn): Promise<PictureMetadata>;
}

interface Parts {
  allowed: boolean;
  fetchGravatar: FetchGravatar;
  addressOf: AccountStore['addressOf'];
  pictures: Pictures;
}

/** Each holds a whole file, and a connection to somewhere else. */
const atOnce = 4;

export function createGravatarImports({ allowed, fetchGravatar, addressOf, pictures }: Parts): GravatarImports {
  let underWay = 0;

  async function fetchOwn(caller: SignedIn): Promise<Uint8Array> {
    const address = await addressOf(caller.userId);
    if (!address) throw goneUser(caller, caller.userId);
    // Else anyone could sign up with someone's address and show their face.
    if (!address.verified) {
      throw new Refusal('unverified_address', 'First show that the address is yours, by the link in the mail we sent.');
    }
    const file = await fetchGravatar(address.email);
    if (!file) throw new Refusal('not_found', 'Gravatar has no picture for your address.');
    return file;
  }

  return {
    async import(caller) {
      if (!allowed) throw new Refusal('forbidden', 'This site doesn’t take pictures from Gravatar.');
      if (underWay >= atOnce) throw new Refusal('busy', 'Too many at once. Try again in a moment.', { retryAfter: 1 });
      underWay += 1;
      try {
        return await pictures.upload(caller, caller.userId, { file: await fetchOwn(caller) });
      } finally {
        underWay -= 1;
      }
    },
  };
}
