import type { Scope } from '@visage/contract/api-key';
import type { Called, Person, TestVisage } from './visage';

/** A key, as the program that holds it sends it; `call` and `see` send nothing else, neither cookie nor origin. */
export interface TestKey {
  id: string;
  key: string;
  headers: { 'x-api-key': string };
}

/** Makes a key of this person's; both scopes unless given. */
export async function makeKey(
  visage: TestVisage,
  person: Person,
  scopes: readonly Scope[] = ['profiles:read', 'profiles:write'],
  more: object = {},
): Promise<TestKey> {
  const { status, data, error } = await visage.mutate('apiKey.create', { name: 'A program', scopes, ...more }, person);
  if (status !== 200) throw new Error(`no key: ${status} ${JSON.stringify(error)}`);
  return { ...data, headers: { 'x-api-key': data.key } };
}

/** Calls a query with a key, as a program does that is no page. */
export const ask = (visage: TestVisage, path: string, key: TestKey, input?: unknown): Promise<Called> =>
  visage.query(path, input, null, { ...key.headers, origin: '' });

/** As {@link ask}, for a mutation. */
export const act = (visage: TestVisage, path: string, key: TestKey, input?: unknown): Promise<Called> =>
  visage.mutate(path, input, null, { ...key.headers, origin: '' });
