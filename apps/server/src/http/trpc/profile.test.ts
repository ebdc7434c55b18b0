import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { own, update, upload, verifyAddress } from '../../../test/deeds';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let publicly: Person;
let members: Person;
let privately: Person;
let admin: Person;

beforeAll(async () => {
  visage = await startTestVisage({ ADMIN_EMAILS: 'person4@example.org' });
  publicly = await visage.signUp('Paula Public');
  members = await visage.signUp('Mary Members', { visibility: 'members' });
  privately = await visage.signUp('Percy Private', { visibility: 'private' });
  admin = await visage.signUp('Ann Admin');
  await verifyAddress(visage, admin);
  for (const person of [publicly, members, privately]) await upload(visage, person);
});
afterAll(() => visage.stop());

const fields = [
  'id',
  'handle',
  'displayName',
  'bio',
  'pronouns',
  'location',
  'website',
  'visibility',
  'revision',
  'createdAt',
  'updatedAt',
  'picture',
];

describe('profile.me', () => {
  test('is one’s own profile, with address and look-up', async () => {
    const me = await own(visage, publicly);
    expect(Object.keys(me).sort()).toEqual([...fields, 'email', 'lookupByEmail'].sort());
    expect(me).toMatchObject({
      id: publicly.id,
      email: publicly.email,
      displayName: 'Paula Public',
      visibility: 'public',
      lookupByEmail: false,
      revision: 1,
      bio: '',
    });
    expect(me.handle).toMatch(/^paulapublic\d{4}$/);
    expect(me.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  });
});

describe('who may see', () => {
  const seen = async (person: Person | null) => {
    const { data } = await visage.query(
      'profile.many',
      { ids: [publicly, members, privately].map(({ id }) => id) },
      person,
    );
    return data.map((each: object | null) => each !== null);
  };

  test('nobody: what is public; anyone signed in: what is for members too; administrators and owners: all', async () => {
    expect(await seen(null)).toEqual([true, false, false]);
    expect(await seen(publicly)).toEqual([true, true, false]);
    expect(await seen(privately)).toEqual([true, true, true]);
    expect(await seen(admin)).toEqual([true, true, true]);
  });

  test('is the same by id and handle, alone, in many and in the directory', async () => {
    for (const asking of [null, publicly, privately, admin]) {
      const expected = await seen(asking);
      const { data: page } = await visage.query('profile.list', { limit: 100 }, asking);
      for (const [index, person] of [publicly, members, privately].entries()) {
        const { handle } = await own(visage, person);
        const status = expected[index] ? 200 : 404;
        expect((await visage.query('profile.get', { id: person.id }, asking)).status).toBe(status);
        expect((await visage.query('profile.get', { handle }, asking)).status).toBe(status);
        const { data } = await visage.query('profile.many', { handles: [handle.toUpperCase()] }, asking);
        expect(data[0]?.id).toBe(expected[index] ? person.id : undefined);
        expect(page.items.some(({ id }: { id: string }) => id === person.id)).toBe(expected[index]);
      }
    }
  });

  test('hidden and unknown are told apart in no word', async () => {
    const { handle } = await own(visage, privately);
    const { error: unknown } = await visage.query('profile.get', { id: 'nobody' });
    expect(unknown).toMatchObject({ code: 'NOT_FOUND', reason: 'not_found' });
    expect((await visage.query('profile.get', { id: privately.id })).error).toEqual(unknown);
    expect((await visage.query('profile.get', { handle })).error).toEqual(unknown);
  });

  test('no answer about another holds an address, not even an administrator’s', async () => {
    for (const asking of [null, publicly, admin]) {
      for (const [path, input] of [
        ['profile.get', { id: publicly.id }],
        ['profile.many', { ids: [publicly.id, members.id, privately.id] }],
        ['profile.list', {}],
      ] as const) {
        const { data } = await visage.query(path, input, asking);
        expect(JSON.stringify(data)).not.toContain('@example.org');
        const [one] = Array.isArray(data) ? data : (data.items ?? [data]);
        expect(Object.keys(one).sort()).toEqual([...fields].sort());
      }
    }
    const { revision } = await own(visage, publicly);
    const { data } = await visage.mutate('profile.update', { userId: publicly.id, revision, bio: 'x' }, admin);
    expect(data.bio).toBe('x');
    expect(JSON.stringify(data)).not.toContain('@example.org');
  });
});

describe('profile.many', () => {
  test('answers in the order asked, with null where there is none, twice what is asked twice', async () => {
    const ids = ['nobody', publicly.id, 'x', members.id, publicly.id];
    const { data } = await visage.query('profile.many', { ids }, publicly);
    expect(data.map((each: { id: string } | null) => each?.id ?? null)).toEqual([
      null,
      publicly.id,
      null,
      members.id,
      publicly.id,
    ]);
    expect((await visage.query('profile.many', { ids: [] })).data).toEqual([]);
    expect((await visage.query('profile.many', { handles: ['no', 'none', '@', 'x'.repeat(60)] })).data).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test('takes a hundred and no more, ids or handles and not both', async () => {
    const many = (input: object) => visage.query('profile.many', input).then(({ status }) => status);
    for (const what of ['ids', 'handles']) {
      expect(await many({ [what]: new Array(100).fill('nobody') })).toBe(200);
      expect(await many({ [what]: new Array(101).fill('nobody') })).toBe(400);
    }
    for (const input of [
      {},
      { ids: ['x'], handles: ['y'] },
      { ids: 'x' },
      { ids: [1] },
      { ids: [''] },
      { ids: null },
    ]) {
      expect(await many(input)).toBe(400);
    }
  });
});

test('profile.get takes an id or a handle in any case, and not both', async () => {
  const { handle } = await own(visage, publicly);
  expect((await visage.query('profile.get', { handle: handle.toUpperCase() })).data.id).toBe(publicly.id);
  for (const input of [
    {},
    { id: publicly.id, handle },
    { id: '' },
    { handle: 5 },
    { id: publicly.id, x: 1 },
    undefined,
  ]) {
    expect((await visage.query('profile.get', input)).error).toMatchObject({ reason: 'invalid_input' });
  }
});

test('a profile tells of its picture what the picture’s own calls tell', async () => {
  const picture = await upload(visage, publicly);
  expect((await visage.query('profile.get', { id: publicly.id })).data.picture).toEqual(picture);
  expect((await own(visage, publicly)).picture).toEqual(picture);
  await visage.mutate('picture.remove', undefined, publicly);
  expect((await visage.query('profile.get', { id: publicly.id })).data.picture).toBeNull();
});

test('a change of visibility holds at the next read', async () => {
  await update(visage, publicly, { visibility: 'private' });
  expect((await visage.query('profile.get', { id: publicly.id })).status).toBe(404);
  await update(visage, publicly, { visibility: 'public' });
  expect((await visage.query('profile.get', { id: publicly.id })).status).toBe(200);
});
