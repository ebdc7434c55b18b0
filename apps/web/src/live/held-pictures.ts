import type { InfiniteData, Query } from '@tanstack/solid-query';
import { maxBatchIds } from '@visage/contract/limits';
import type { PictureChange } from '@visage/contract/picture';
import type { Profile } from '@visage/contract/profile';
import { client } from '../api/client';
import { peopleKey } from '../people/people';
import { personKey } from '../person/person';
import { historyKey } from '../picture/history';
import { meKey, queryClient } from '../session/session';

type People = InfiniteData<{ items: Profile[]; nextCursor: string | null }>;

/** User → version last told of; null where there is none to see. */
const told = new Map<string, string | null>();
/** Query and user → what was held and what was told when it was last asked for: asked again, the answer would be no other. */
const asked = new Map<string, string>();

/** Milliseconds in which what is told is looked up at once: a stream tells of a hundred people one by one, and ten thousand may be held. */
const gatherFor = 30;
let heard = new Set<string>();

/**
 * Told what people show now: whatever this page holds of them that says otherwise is asked for again. What is told is never
 * shown itself, so it may be late, or an echo of a change made here, and does no harm.
 */
export function hearOfPictures(changes: readonly PictureChange[]): void {
  if (heard.size === 0 && changes.length > 0) setTimeout(lookUp, gatherFor);
  for (const { userId, version } of changes) {
    told.set(userId, version);
    heard.add(userId);
  }
}

function lookUp(): void {
  const those = heard;
  heard = new Set();
  for (const query of queryClient.getQueryCache().getAll()) check(query, those);
}

/** What arrives may have been on its way when something newer was told. Answers how to stop. */
export function checkWhatArrives(): () => void {
  return queryClient.getQueryCache().subscribe((event) => {
    // What the app itself puts there is ahead of what it was told.
    if (event.type === 'updated' && event.action.type === 'success' && !event.action.manual) check(event.query);
  });
}

function check(query: Query, those?: ReadonlySet<string>): void {
  const [name] = query.queryKey;
  const old = peopleIn(query).filter((person) => (those?.has(person.id) ?? true) && isOld(query, person));
  if (old.length === 0) return;
  // A directory of many pages would ask for each of them, so only these few are asked for.
  if (name === peopleKey[0]) {
    const ids = [...new Set(old.map(({ id }) => id))];
    for (let first = 0; first < ids.length; first += maxBatchIds) void renew(ids.slice(first, first + maxBatchIds));
  } else void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
  if (name === meKey[0]) void queryClient.invalidateQueries({ queryKey: historyKey });
}

function peopleIn({ queryKey: [name], state: { data } }: Query): Profile[] {
  if (!data) return [];
  if (name === peopleKey[0]) return (data as People).pages.flatMap(({ items }) => items);
  return name === personKey[0] || name === meKey[0] ? [data as Profile] : [];
}

function isOld({ queryHash }: Query, { id, picture }: Profile): boolean {
  const version = told.get(id);
  const held = picture?.version ?? null;
  if (version === undefined || version === held) return false;
  const question = `${held} ${version}`;
  const key = `${queryHash} ${id}`;
  if (asked.get(key) === question) return false;
  asked.set(key, question);
  return true;
}

/** Puts these people anew into every list that holds them. Who may no longer be seen keeps their place, without a picture. */
async function renew(ids: string[]): Promise<void> {
  const found = await client.profile.many.query({ ids }).catch(() => null);
  // The next list that is loaded has them.
  if (!found) return void queryClient.invalidateQueries({ queryKey: peopleKey, refetchType: 'none' });
  const people = new Map(ids.map((id, index) => [id, found[index]]));
  const renewed = (person: Profile) =>
    people.has(person.id) ? (people.get(person.id) ?? { ...person, picture: null }) : person;
  queryClient.setQueriesData<People>(
    { queryKey: peopleKey },
    (held) => held && { ...held, pages: held.pages.map((page) => ({ ...page, items: page.items.map(renewed) })) },
  );
  // Answers may overtake each other.
  for (const query of queryClient.getQueryCache().findAll({ queryKey: peopleKey })) check(query, new Set(ids));
}
