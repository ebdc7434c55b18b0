import { Refusal } from '@visage/contract/errors';
import { isReservedHandle } from '@visage/contract/handle';
import type { OwnProfile, Profile, UpdatedProfile } from '@visage/contract/profile';
import type { ProfileChanges, ProfileStore } from '../storage/profile-store';
import type { ExternalPerson, ProvisionStore } from '../storage/provision-store';
import type { Caller, SignedIn } from './caller';
import { goneUser } from './rights';
import { scopeOf } from './visibility';

type People = { ids: string[] } | { handles: string[] } | { externalIds: string[] };

export interface Profiles {
  own(caller: SignedIn): Promise<OwnProfile>;
  /** Throws `Refusal('not_found')` for what is not there and what the caller may not see alike. */
  get(caller: Caller, who: { id: string } | { handle: string } | { externalId: string }): Promise<Profile>;
  /** In the order asked; null where there is none or the caller may not see it. */
  many(caller: Caller, who: People): Promise<(Profile | null)[]>;
  list(
    caller: Caller,
    query: { search?: string | undefined; cursor?: string | null | undefined; limit?: number | undefined },
  ): Promise<{ items: Profile[]; nextCursor: string | null }>;
  /** Throws `Refusal` of `stale_revision` or `handle_taken`, with nothing changed. */
  update(caller: SignedIn, subject: string, revision: number, changes: ProfileChanges): Promise<UpdatedProfile>;
  /**
   * The person whom another site knows under an id: made when there is none yet, else as they are, whatever else was said of them. For an
   * administrator. Throws `Refusal` of `handle_taken` or `email_taken`; nobody is made then, and nobody with that address is taken for them.
   */
  provision(person: ExternalPerson): Promise<UpdatedProfile>;
}

const pageSize = 24;

export function createProfiles(store: ProfileStore, provisions: ProvisionStore): Profiles {
  const byIds = async (caller: Caller, ids: readonly (string | undefined)[]) => {
    const known = ids.filter((id) => id !== undefined);
    const found = new Map((await store.byIds(known, scopeOf(caller))).map((each) => [each.id, each]));
    return ids.map((id) => found.get(id ?? '') ?? null);
  };
  const find = async (caller: Caller, who: People) => {
    if ('ids' in who) return byIds(caller, who.ids);
    if ('externalIds' in who) {
      const users = await provisions.findMany(who.externalIds);
      return byIds(
        caller,
        who.externalIds.map((each) => users.get(each)),
      );
    }
    const handles = who.handles.map((each) => each.toLowerCase());
    const found = new Map((await store.byHandles(handles, scopeOf(caller))).map((each) => [each.handle, each]));
    return handles.map((handle) => found.get(handle) ?? null);
  };

  return {
    async own(caller) {
      const profile = await store.full(caller.userId);
      if (!profile) throw goneUser(caller, caller.userId);
      return profile;
    },

    async get(caller, who) {
      const [profile] = await find(caller, alone(who));
      if (!profile) throw new Refusal('not_found', 'There is no such person.');
      return profile;
    },

    many: find,

    async list(caller, { search = '', cursor, limit = pageSize }) {
      // One more than asked tells whether there is a next page. The cursor is the last handle shown: people who join or
      // leave between two pages neither repeat nor hide anyone.
      const found = await store.list({ search, after: cursor ?? null, limit: limit + 1 }, scopeOf(caller));
      const items = found.slice(0, limit);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.handle ?? null) : null };
    },

    async update(caller, subject, revision, changes) {
      refuseReserved(changes.handle);
      const outcome = await store.update(subject, revision, changes);
      if (outcome === 'no_user') throw goneUser(caller, subject);
      if (outcome === 'stale') {
        throw new Refusal('stale_revision', 'This profile was changed meanwhile. Nothing was saved.');
      }
      return outcome;
    },

    async provision(person) {
      const known = await provisions.find(person.externalId);
      if (known === null) refuseReserved(person.handle);
      const profile = await store.full(known ?? (await provisions.provision(person)));
      // Deleted in this very moment: the next try makes them anew.
      if (!profile)
        throw new Refusal('busy', 'This person is being deleted. Try again in a moment.', { retryAfter: 1 });
      return profile;
    },
  };
}

function alone(who: { id: string } | { handle: string } | { externalId: string }): People {
  if ('id' in who) return { ids: [who.id] };
  return 'handle' in who ? { handles: [who.handle] } : { externalIds: [who.externalId] };
}

function refuseReserved(handle: string | undefined): void {
  if (handle === undefined || !isReservedHandle(handle)) return;
  throw new Refusal('handle_taken', 'This handle is reserved.', { fields: { handle: 'This handle is reserved.' } });
}
