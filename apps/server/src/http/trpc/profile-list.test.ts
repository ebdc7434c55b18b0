import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { update } from '../../../test/deeds';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let people: Person[];

beforeAll(async () => {
  visage = await startTestVisage();
  people = [];
  for (const [handle, displayName] of [
    ['bea', 'Béatrice Ünal'],
    ['carl_50', '100 % Carl'],
    ['carla50', 'Carla O’Neil'],
    ['dora', 'Dora \\ Back'],
    ['emil', 'ÉMILE Zola'],
    ['fox', '🦊 Fox'],
  ] as const) {
    const person = await visage.signUp(displayName);
    await update(visage, person, { handle });
    people.push(person);
  }
});
afterAll(() => visage.stop());

interface Page {
  items: { handle: string }[];
  nextCursor: string | null;
}
const list = async (input?: object): Promise<Page> => (await visage.query('profile.list', input)).data;
const found = async (search: string) => (await list({ search })).items.map(({ handle }) => handle);
const all = ['bea', 'carl_50', 'carla50', 'dora', 'emil', 'fox'];

describe('search', () => {
  test('looks in handle and display name, without regard to case', async () => {
    expect(await found('CARL')).toEqual(['carl_50', 'carla50']);
    expect(await found('zola')).toEqual(['emil']);
    expect(await found('o’neil')).toEqual(['carla50']);
    expect(await found('  bea  ')).toEqual(['bea']);
    expect(await found('🦊')).toEqual(['fox']);
    expect(await found('')).toEqual(all);
    expect(await found('nobody')).toEqual([]);
  });

  test('without regard to case in letters beyond ASCII too', async () => {
    expect(await found('émile')).toEqual(['emil']);
    expect(await found('ÜNAL')).toEqual(['bea']);
  });

  test('takes %, _ and \\ as what they are', async () => {
    expect(await found('%')).toEqual(['carl_50']);
    expect(await found('_')).toEqual(['carl_50']);
    expect(await found('l_5')).toEqual(['carl_50']);
    expect(await found('\\')).toEqual(['dora']);
    expect(await found('%%')).toEqual([]);
    expect(await found("'")).toEqual([]);
  });
});

describe('pages', () => {
  /** Every page of `limit`, with `between` called once after the first. */
  async function walk(limit: number, between: () => Promise<unknown> = async () => {}): Promise<string[]> {
    const handles: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await list({ limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      handles.push(...page.items.map(({ handle }) => handle));
      if (cursor === null) await between();
      cursor = page.nextCursor;
    } while (cursor !== null);
    return handles;
  }

  test('of any size hold everyone once, in order, and end', async () => {
    for (const limit of [1, 2, 3, 5, 6, 7, 100]) expect(await walk(limit)).toEqual(all);
    expect((await list({ limit: 6 })).nextCursor).toBeNull();
    expect((await list({ limit: 5 })).nextCursor).not.toBeNull();
  });

  test('neither repeat nor skip anyone while people join and leave', async () => {
    const leaver = people[2] as Person;
    const handles = await walk(3, async () => {
      const first = await visage.signUp('Aaron');
      await update(visage, first, { handle: 'aaa' });
      const last = await visage.signUp('Zoe');
      await update(visage, last, { handle: 'zzz' });
      // The very person that the cursor points at.
      await update(visage, leaver, { visibility: 'private' });
    });
    expect(handles).toEqual([...all, 'zzz']);
    await update(visage, leaver, { visibility: 'public' });
    expect(await walk(2)).toEqual(['aaa', ...all, 'zzz']);
  });

  test('of a search hold what the search finds', async () => {
    const first = await list({ search: 'carl', limit: 1 });
    const second = await list({ search: 'carl', limit: 1, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ handle }) => handle)).toEqual(['carl_50', 'carla50']);
    expect(second.nextCursor).toBeNull();
  });

  test('are bounded', async () => {
    for (const input of [
      { limit: 0 },
      { limit: 101 },
      { limit: 1.5 },
      { limit: '5' },
      { cursor: '' },
      { cursor: 5 },
      { cursor: 'x'.repeat(500) },
      { search: 'x'.repeat(81) },
      { search: 5 },
    ]) {
      expect((await visage.query('profile.list', input)).error).toMatchObject({ reason: 'invalid_input' });
    }
    expect((await list({ cursor: 'no such cursor' })).items).toBeArray();
    expect((await list({ cursor: null })).items).toHaveLength(8);
  });
});
