import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auth } from '../../../test/auth';
import { lastMail, own, useUp, verifyAddress } from '../../../test/deeds';
import { base64, image, sha256 } from '../../../test/images';
import { act, makeKey, type TestKey } from '../../../test/keys';
import { cookieOf, type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let admin: Person;
let ada: Person;
/** The site's: an administrator's, with profiles:write alone. */
let site: TestKey;

beforeAll(async () => {
  visage = await startTestVisage({ ADMIN_EMAILS: 'person1@example.org' });
  [admin, ada] = [await visage.signUp('Ann Admin'), await visage.signUp('Ada')];
  await verifyAddress(visage, admin);
  site = await makeKey(visage, admin, ['profiles:write']);
});
afterAll(() => visage.stop());

const provision = (input: object, key = site) => act(visage, 'profile.provision', key, input);
const people = async () => (await visage.sql`SELECT count(*)::int AS n FROM "user"`)[0]?.n as number;

describe('a person whom another site knows', () => {
  test('gets a profile of their own, and the same one when asked for again, whatever is said of them then', async () => {
    const first = await provision({ externalId: 'member/42', displayName: ' Grace Hopper ' });
    expect(first.data).toMatchObject({ displayName: 'Grace Hopper', visibility: 'public', picture: null, revision: 1 });
    expect(first.data.handle).toMatch(/^gracehopper\d{4}$/);
    expect(first.data).not.toHaveProperty('email');
    const before = await people();
    const again = await provision({ externalId: 'member/42', displayName: 'Someone Else', handle: 'someone-else' });
    expect(again.data).toEqual(first.data);
    expect(await people()).toBe(before);
    const { id } = first.data;
    const renamed = await act(visage, 'profile.update', site, {
      userId: id,
      revision: 1,
      displayName: 'Amazing Grace',
    });
    expect((await provision({ externalId: 'member/42', displayName: 'Grace Hopper' })).data).toEqual(renamed.data);
  });

  test('is found by what the other site calls them, where they may be seen', async () => {
    const { id } = (await provision({ externalId: 'found/1', displayName: 'Found' })).data;
    expect((await visage.query('profile.get', { externalId: 'found/1' })).data).toMatchObject({ id });
    const many = await visage.query('profile.many', { externalIds: ['nobody', 'found/1', 'Found/1', 'found/1'] });
    expect(many.data.map((each: { id: string } | null) => each?.id ?? null)).toEqual([null, id, null, id]);
    await act(visage, 'profile.update', site, { userId: id, revision: 1, visibility: 'private' });
    expect((await visage.query('profile.many', { externalIds: ['found/1'] })).data).toEqual([null]);
    const hidden = await visage.query('profile.get', { externalId: 'found/1' });
    const unknown = await visage.query('profile.get', { externalId: 'nobody' });
    expect(hidden).toMatchObject({ status: 404, error: unknown.error });
  });

  test('is one, however many processes are asked at once', async () => {
    const beside = await startTestVisage({ PUBLIC_URL: visage.origin, ADMIN_EMAILS: admin.email }, { beside: visage });
    const before = await people();
    const asked = Array.from({ length: 20 }, (_, n) =>
      act(n % 2 ? visage : beside, 'profile.provision', site, { externalId: 'at-once', displayName: 'At Once' }),
    );
    const ids = new Set((await Promise.all(asked)).map(({ data }) => data.id));
    expect(ids.size).toBe(1);
    expect(ids.has(undefined)).toBe(false);
    expect(await people()).toBe(before + 1);
    await beside.stop();
  });

  test('is told apart by the id as it stands: case, blanks and what a URL would escape', async () => {
    const ids = ['x', 'X', 'x ', 'x%20', 'x/y', 'x?y', 'ext:x', '@x', '..', '日本', 'x'.repeat(128)];
    const made = new Set<string>();
    for (const externalId of ids) made.add((await provision({ externalId, displayName: 'X' })).data.id);
    expect(made.size).toBe(ids.length);
    for (const externalId of ids) {
      const { id } = (await provision({ externalId, displayName: 'X' })).data;
      const { digest } = (
        await act(visage, 'picture.upload', site, {
          userId: id,
          data: base64(await image()),
          mimeType: 'image/png',
        })
      ).data;
      const shown = await visage.picture(`/profile/ext:${encodeURIComponent(externalId)}/picture`);
      expect({ externalId, digest: sha256(await shown.bytes()) }).toEqual({ externalId, digest });
    }
  });

  test('may get a handle; a taken or reserved one makes nobody', async () => {
    const { data } = await provision({ externalId: 'with-handle', displayName: 'H', handle: 'Their-Handle' });
    expect(data.handle).toBe('their-handle');
    const before = await people();
    for (const handle of ['their-handle', 'admin', 'Profile']) {
      const { error } = await provision({ externalId: 'other', displayName: 'H', handle });
      expect({ handle, ...error }).toMatchObject({ handle, code: 'CONFLICT', reason: 'handle_taken' });
    }
    expect(await people()).toBe(before);
    expect((await provision({ externalId: 'other', displayName: 'H', handle: 'free-handle' })).status).toBe(200);
  });

  test('with an address comes in by choosing a password; it is not taken for verified', async () => {
    const { data } = await provision({ externalId: 'mail', displayName: 'M', email: ' New@Example.ORG ' });
    const [row] = await visage.sql`SELECT email, email_verified FROM "user" WHERE id = ${data.id}`;
    expect(row).toEqual({ email: 'new@example.org', email_verified: false });
    await auth(visage, 'request-password-reset', { email: 'new@example.org', redirectTo: '/reset-password' });
    const { pathname, search } = new URL(lastMail(visage, 'new@example.org')?.link ?? '');
    const landing = await visage.picture(`${pathname}${search}`);
    const token = new URL(landing.headers.get('location') ?? '', visage.origin).searchParams.get('token');
    const password = 'a new password';
    await auth(visage, 'reset-password', { token, newPassword: password });
    const cookie = cookieOf(await auth(visage, 'sign-in/email', { email: 'new@example.org', password }));
    expect((await own(visage, { ...admin, cookie })).id).toBe(data.id);
  });

  test('is never taken for someone who signed up with the same address', async () => {
    const before = await people();
    for (const email of [ada.email, admin.email.toUpperCase()]) {
      const { error } = await provision({ externalId: `like ${email}`, displayName: 'A', email });
      expect(error).toMatchObject({ code: 'CONFLICT', reason: 'email_taken' });
    }
    expect(await people()).toBe(before);
  });

  test('shows a picture that the site uploads for them', async () => {
    const { id } = (await provision({ externalId: 'pictured', displayName: 'P' })).data;
    const file = await image('jpeg');
    const uploaded = await act(visage, 'picture.upload', site, {
      ...{ userId: id, data: base64(file), mimeType: 'image/jpeg', altText: 'By the site' },
    });
    expect(uploaded.data.altText).toBe('By the site');
    const shown = await visage.picture('/profile/ext:pictured/picture');
    expect([shown.status, sha256(await shown.bytes())]).toEqual([200, uploaded.data.digest]);
  });
});

describe('provisioning', () => {
  test('is for administrators, by a session or by a key with profiles:write', async () => {
    const input = { externalId: 'never', displayName: 'N' };
    const session = (person: Person | null, headers = {}) => visage.mutate('profile.provision', input, person, headers);
    expect((await session(null)).error?.code).toBe('UNAUTHORIZED');
    expect((await session(null, { 'x-api-key': 'none' })).error?.code).toBe('UNAUTHORIZED');
    expect((await session(ada)).error?.code).toBe('FORBIDDEN');
    expect((await session(admin, { origin: 'https://evil.example' })).error?.code).toBe('FORBIDDEN');
    expect((await provision(input, await makeKey(visage, ada))).error?.code).toBe('FORBIDDEN');
    expect((await provision(input, await makeKey(visage, admin, ['profiles:read']))).error?.code).toBe('FORBIDDEN');
    await visage.sql`UPDATE "user" SET email_verified = false WHERE id = ${admin.id}`;
    expect((await provision(input)).error?.code).toBe('FORBIDDEN');
    await verifyAddress(visage, admin);
    expect(await visage.sql`SELECT 1 FROM alias WHERE name = 'never'`).toHaveLength(0);
    expect((await session(admin)).status).toBe(200);
  });

  test('is judged after the right to it, and counted as a write', async () => {
    for (const input of [
      {},
      { externalId: 'x' },
      { externalId: '', displayName: 'X' },
      { externalId: 'x\0', displayName: 'X' },
      { externalId: 'x'.repeat(129), displayName: 'X' },
      { externalId: 'x', displayName: '' },
      { externalId: 'x', displayName: 'X', email: 'none' },
      { externalId: 'x', displayName: 'X', handle: 'no' },
      { externalId: 'x', displayName: 'X', visibility: 'private' },
    ]) {
      expect((await provision(input)).error?.reason).toBe('invalid_input');
      expect((await provision(input, await makeKey(visage, ada))).error?.code).toBe('FORBIDDEN');
    }
    await useUp(visage, `write ${admin.id}`, 120);
    expect((await provision({ externalId: 'x', displayName: 'X' })).status).toBe(429);
    await visage.sql`DELETE FROM rate_limit`;
  });
});

test('of a deleted account nothing stays, and its id may name someone new, under later dates', async () => {
  const email = 'leaving@example.org';
  const { id } = (await provision({ externalId: 'leaving-member', displayName: 'L', email })).data;
  // As after a hundred changes in a moment: the date has run ahead of the clock.
  await visage.sql`UPDATE picture_state SET current_picture_id = NULL WHERE user_id = ${id}`;
  for (let change = 0; change < 100; change += 1) {
    await visage.sql`UPDATE picture_state SET current_picture_id = NULL WHERE user_id = ${id}`;
  }
  const dateOf = async (who: string) =>
    (
      await visage.sql`SELECT extract(epoch FROM GREATEST(bound_at, last_updated))::float8 AS at
        FROM alias JOIN picture_state USING (user_id) WHERE kind = 'ext' AND user_id = ${who}`
    )[0]?.at as number;
  const served = await dateOf(id);
  await visage.sql`DELETE FROM "user" WHERE id = ${id}`;
  for (const { name } of await visage.sql`SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`) {
    const rows =
      await visage.sql`SELECT t::text FROM ${visage.sql(name)} t WHERE strpos(t::text, 'leaving-member') > 0`;
    expect({ name, rows: [...rows] }).toEqual({ name, rows: [] });
  }
  expect((await visage.picture('/profile/ext:leaving-member/picture?fallback=404')).status).toBe(404);
  const again = (await provision({ externalId: 'leaving-member', displayName: 'L', email })).data;
  expect(again.id).not.toBe(id);
  expect(await dateOf(again.id)).toBeGreaterThan(served);
});
