import type { openSite, Person, Shown } from './site';

type Site = ReturnType<typeof openSite>;

/** The people of the play, and what there was of them when they were looked at. */
export interface People {
  /** Three pictures one after the other, shown to everyone. */
  ada: Person;
  /** For members alone. */
  grace: Person;
  /** Without a picture by now. */
  alan: Person;
  /** A path that opens Grace's picture without a session. */
  signedPath: string;
}

export async function settle(site: Site): Promise<People> {
  const [ada, grace, alan] = [await site.signUp('Ada'), await site.signUp('Grace'), await site.signUp('Alan')];
  for (const altText of ['First', 'Second', 'Third']) await site.upload(ada, altText);
  await site.upload(grace, 'On a boat');
  const { revision } = await site.query<{ revision: number }>('profile.me', grace);
  await site.mutate('profile.update', { revision, visibility: 'members', handle: 'grace' }, grace);
  const { url } = await site.query<{ url: string }>('picture.signedUrl', grace, { expiresIn: 86_400 });
  await site.upload(alan, 'Gone again');
  await site.mutate('picture.remove', null, alan);
  await site.untilDated(ada);
  return { ada, grace, alan, signedPath: pathIn(url) };
}

export type AllShown = Record<'ada' | 'grace' | 'alan', Shown>;

export async function look(site: Site, { ada, grace, alan }: People): Promise<AllShown> {
  return { ada: await site.look(ada), grace: await site.look(grace), alan: await site.look(alan) };
}

/** Everyone with a new session, by their password; null for whoever is not let in. */
export async function signInAll(site: Site, people: People): Promise<People | null> {
  const [ada, grace, alan] = [
    await site.signIn(people.ada),
    await site.signIn(people.grace),
    await site.signIn(people.alan),
  ];
  return ada && grace && alan ? { ...people, ada, grace, alan } : null;
}

/** Every picture that was, by the digest of its bytes, current ones and earlier ones. */
export function digestsIn(shown: Record<string, Shown>): string[] {
  return Object.values(shown).flatMap(({ picture, history }) => [...(picture ? [picture.digest] : []), ...history]);
}

export function pathOf({ id }: Person): string {
  return `/profile/${id}/picture`;
}

export function pathIn(url: string): string {
  const { pathname, search } = new URL(url, 'http://localhost');
  return pathname + search;
}
