import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type AccountExport, accountExport } from '@visage/contract/account-export';
import { auth } from '../../../test/auth';
import { update, upload, useUp } from '../../../test/deeds';
import { base64, sha256 } from '../../../test/images';
import { makeKey } from '../../../test/keys';
import { addPasskey } from '../../../test/passkeys';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;

beforeAll(async () => {
  visage = await startTestVisage();
});
afterAll(() => visage.stop());

/** Someone with rows in every table, and other people beside them who have the like. */
async function someoneWithEverything(): Promise<Person> {
  const person = await visage.signUp('Erika Exported', { visibility: 'members' });
  const other = await visage.signUp('Otto Other');
  for (const [each, handle] of [
    [person, 'erika'],
    [other, 'ottoother'],
  ] as const) {
    for (const altText of ['First', 'Second', 'Third']) await upload(visage, each, { altText });
    await update(visage, each, { handle, bio: `${handle} paints`, lookupByEmail: true });
    await auth(visage, 'sign-in/email', { email: each.email, password: each.password });
    await auth(visage, 'request-password-reset', { email: each.email });
    await useUp(visage, `write ${each.id}`, 3);
    await makeKey(visage, each, ['profiles:read'], { name: `${handle}’s blog` });
    const { id } = await makeKey(visage, each, undefined, { name: 'Long gone', expiresIn: 60 });
    await visage.sql`
      UPDATE api_key SET last_request = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE id = ${id}`;
    expect((await addPasskey(visage, each, { name: `${handle}’s phone` })).status).toBe(200);
    await visage.sql`UPDATE passkey SET transports = 'internal,hybrid', counter = 7 WHERE user_id = ${each.id}`;
    await visage.sql`INSERT INTO alias (kind, name, user_id) VALUES ('ext', ${`member-${handle}`}, ${each.id})`;
    await visage.sql`
      UPDATE account SET access_token = 'secret access', refresh_token = 'secret refresh', id_token = 'secret id',
        access_token_expires_at = now(), refresh_token_expires_at = now(), scope = 'read:user' WHERE user_id = ${each.id}`;
    await visage.sql`UPDATE "user" SET image = ${`https://example.org/${handle}`} WHERE id = ${each.id}`;
  }
  return person;
}

describe('everything held about someone', () => {
  let person: Person;
  let data: AccountExport;

  beforeAll(async () => {
    person = await someoneWithEverything();
    const { status, data: answered } = await visage.query('account.export', undefined, person);
    expect(status).toBe(200);
    data = answered;
  });

  /** Where each column of each table is in the export: the name of a field, or, in brackets, why it is left out. */
  const decided: Record<string, Record<string, string>> = {
    user: {
      ...{ id: 'id', name: 'name', email: 'email', email_verified: 'emailVerified', image: 'image' },
      ...{ sign_up_visibility: 'signUpVisibility', created_at: 'createdAt', updated_at: 'updatedAt' },
      promoted: '(is the operator’s word, and shows in what one may do)',
    },
    profile: {
      ...{ user_id: '(is the id of the user)', handle: 'handle', display_name: 'displayName', bio: 'bio' },
      ...{ pronouns: 'pronouns', location: 'location', website: 'website', visibility: 'visibility' },
      ...{ lookup_by_email: 'lookupByEmail', revision: 'revision', created_at: 'createdAt', updated_at: 'updatedAt' },
    },
    picture_state: {
      ...{ user_id: '(is the id of the user)', current_picture_id: 'pictureId', version: 'version' },
      last_updated: 'lastUpdated',
      ...{ visibility: '(is copied from the profile)', display_name: '(is copied from the profile)' },
    },
    alias: {
      ...{ user_id: '(is the id of the user)', kind: 'kind', name: 'name', bound_at: 'boundAt' },
      released_at: 'releasedAt',
    },
    picture: {
      ...{ user_id: '(is the id of the user)', id: 'id', mime_type: 'mimeType', data: 'data', digest: 'digest' },
      ...{ byte_size: 'byteSize', width: 'width', height: 'height', alt_text: 'altText', thumbhash: 'thumbhash' },
      ...{ dominant_color: 'dominantColor', has_alpha: 'hasAlpha', crop_x: 'cropX', crop_y: 'cropY' },
      ...{ created_at: 'createdAt', shown_at: 'shownAt', shown_version: 'shownVersion' },
    },
    session: {
      ...{ user_id: '(is the id of the user)', id: '(means nothing outside)', token: '(opens the account)' },
      ...{ created_at: 'createdAt', updated_at: 'updatedAt', expires_at: 'expiresAt' },
      ...{ ip_address: 'ipAddress', user_agent: 'userAgent' },
    },
    account: {
      ...{
        user_id: '(is the id of the user)',
        id: '(means nothing outside)',
        password: '(a hash may be guessed from)',
      },
      ...{ provider_id: 'provider', account_id: 'accountId', scope: 'scope' },
      ...{ access_token: '(opens an account)', refresh_token: '(opens an account)', id_token: '(opens an account)' },
      access_token_expires_at: '(about a token that is left out)',
      refresh_token_expires_at: '(about a token that is left out)',
      ...{ created_at: 'createdAt', updated_at: 'updatedAt' },
    },
    verification: {
      ...{ id: '(means nothing outside)', identifier: '(opens the account)', value: '(opens the account)' },
      ...{ created_at: 'createdAt', updated_at: 'updatedAt', expires_at: 'expiresAt' },
    },
    api_key: {
      ...{ user_id: '(is the id of the user)', id: '(means nothing outside)', hash: '(a key may be known by it)' },
      ...{ name: 'name', start: 'start', permissions: 'scopes', expires_at: 'expiresAt', last_request: 'lastUsedAt' },
      ...{ created_at: 'createdAt', updated_at: 'updatedAt' },
      ...Object.fromEntries(
        ['config_id', 'prefix', 'enabled', 'metadata', 'remaining', 'request_count']
          .concat(['refill_interval', 'refill_amount', 'last_refill_at'])
          .concat(['rate_limit_enabled', 'rate_limit_time_window', 'rate_limit_max'])
          .map((column) => [column, '(the same of every key)']),
      ),
    },
    passkey: {
      ...{ user_id: '(is the id of the user)', id: '(means nothing outside)' },
      ...{ credential_id: '(asks an authenticator to sign in)', public_key: '(checks that it did)' },
      ...{ name: 'name', device_type: 'deviceType', backed_up: 'backedUp', transports: 'transports' },
      ...{ aaguid: 'aaguid', counter: 'signatureCount', created_at: 'createdAt' },
    },
    audit: Object.fromEntries(
      ['id', 'at', 'what', 'subject', 'operator'].map((column) => [
        column,
        '(is what operators did, and names nobody)',
      ]),
    ),
    rate_limit: { key: 'key', used: 'used', expires_at: 'expiresAt' },
    rendition: Object.fromEntries(
      ['picture_id', 'side', 'mime_type', 'settings', 'data', 'digest', 'byte_size', 'created_at'].map((column) => [
        column,
        '(made from the picture)',
      ]),
    ),
  };

  /** The part of the export that stands for the rows of a table, and the rows. */
  const parts: Record<string, () => { exported: object[]; rows: Promise<Record<string, unknown>[]> }> = {
    user: () => ({ exported: [data.user], rows: visage.sql`SELECT * FROM "user" WHERE id = ${person.id}` }),
    profile: () => ({ exported: [data.profile], rows: visage.sql`SELECT * FROM profile WHERE user_id = ${person.id}` }),
    picture_state: () => ({
      exported: [data.shown],
      rows: visage.sql`SELECT * FROM picture_state WHERE user_id = ${person.id}`,
    }),
    alias: () => ({ exported: data.names, rows: visage.sql`SELECT * FROM alias WHERE user_id = ${person.id}` }),
    picture: () => ({ exported: data.pictures, rows: visage.sql`SELECT * FROM picture WHERE user_id = ${person.id}` }),
    session: () => ({ exported: data.sessions, rows: visage.sql`SELECT * FROM session WHERE user_id = ${person.id}` }),
    account: () => ({
      exported: data.signInMethods,
      rows: visage.sql`SELECT * FROM account WHERE user_id = ${person.id}`,
    }),
    verification: () => ({
      exported: data.openLinks,
      rows: visage.sql`SELECT * FROM verification WHERE strpos(value, ${person.id}) > 0`,
    }),
    api_key: () => ({ exported: data.apiKeys, rows: visage.sql`SELECT * FROM api_key WHERE user_id = ${person.id}` }),
    passkey: () => ({ exported: data.passkeys, rows: visage.sql`SELECT * FROM passkey WHERE user_id = ${person.id}` }),
    rate_limit: () => ({
      exported: data.counters.map((each) => ({ ...each, key: `${each.what} ${each.subject}` })),
      rows: visage.sql`
        SELECT * FROM rate_limit WHERE strpos(key, ${person.id}) > 0 OR strpos(key, ${person.email}) > 0`,
    }),
  };

  test('of every column of every table it is decided whether it is exported', async () => {
    const columns = await visage.sql`
      SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
      WHERE table_schema = 'public'`;
    const known = Object.entries(decided).flatMap(([table, each]) =>
      Object.keys(each).map((column) => `${table}.${column}`),
    );
    expect(columns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(known.sort());
  });

  test.each(Object.keys(parts))('what is exported of the table %s is what it holds', async (table) => {
    const { exported, rows } = parts[table]?.() ?? { exported: [], rows: Promise.resolve([]) };
    const held = (await rows).map((row) =>
      Object.entries(decided[table] ?? {})
        .filter(([, field]) => !field.startsWith('('))
        .map(([column, field]) => `${field} = ${written(row[column], field)}`)
        .sort(),
    );
    const told = exported.map((each) =>
      Object.entries(each)
        .filter(([field]) => Object.values(decided[table] ?? {}).includes(field))
        .map(([field, value]) => `${field} = ${value}`)
        .sort(),
    );
    expect(held.length).toBeGreaterThan(0);
    expect(told.map(String).sort()).toEqual(held.map(String).sort());
  });

  test('tables that are left out whole hold nothing but what is made from others, and what operators did', () => {
    const left = Object.keys(decided).filter((table) => !(table in parts));
    expect(left.sort()).toEqual(['audit', 'rendition']);
  });

  test('pictures come with their bytes, the current one first, then those shown last', () => {
    expect(data.pictures.map(({ altText, current }) => [altText, current])).toEqual([
      ['Third', true],
      ['Second', false],
      ['First', false],
    ]);
    for (const { data: text, digest, byteSize } of data.pictures) {
      const bytes = Uint8Array.fromBase64(text);
      expect({ digest: sha256(bytes), byteSize: bytes.byteLength }).toEqual({ digest, byteSize });
    }
  });

  test('the handle given up is there, with the day from which it is kept', () => {
    const [held, given, ...more] = data.names
      .filter(({ kind }) => kind === 'handle')
      .toSorted((one, two) => Number(!!one.releasedAt) - Number(!!two.releasedAt));
    expect(held).toMatchObject({ kind: 'handle', name: 'erika', releasedAt: null });
    expect(given?.kind).toBe('handle');
    expect(given?.name).toMatch(/^erikaexported\d{4}$/);
    expect(given?.releasedAt).toBeString();
    expect(more).toEqual([]);
  });

  test('what another site calls the person is there', () => {
    const [name, ...more] = data.names.filter(({ kind }) => kind === 'ext');
    expect(name).toMatchObject({ name: 'member-erika', releasedAt: null });
    expect(more).toEqual([]);
  });

  test('what is said to be the same of every key is', async () => {
    const same = Object.entries(decided.api_key ?? {}).flatMap(([column, why]) =>
      why === '(the same of every key)' ? [column] : [],
    );
    const rows = await visage.sql`SELECT ${visage.sql(same)} FROM api_key`;
    expect(rows.length).toBe(4);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1);
  });

  test('nothing in it works like a key, and nothing in it is about anyone else', async () => {
    const text = JSON.stringify(data);
    const [row] = await visage.sql`
      SELECT password, token, identifier FROM account JOIN session USING (user_id)
      JOIN verification ON value = user_id WHERE user_id = ${person.id}`;
    for (const secret of [
      row?.password,
      row?.token,
      row?.identifier.split(':')[1],
      'secret access',
      'secret refresh',
    ]) {
      expect(secret).toBeString();
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain('secret id');
    const kept = await visage.sql`
      SELECT hash, credential_id, public_key FROM api_key JOIN passkey USING (user_id) WHERE user_id = ${person.id}`;
    expect(kept).toHaveLength(2);
    for (const value of kept.flatMap((each) => Object.values(each))) expect(text).not.toContain(value);
    // Long enough that the random parts and the base64 never spell it.
    expect(text).not.toMatch(/otto ?other/i);
    const [other] = await visage.sql`SELECT user_id AS id FROM profile WHERE handle = 'ottoother'`;
    expect(text).not.toContain(other?.id);
  });

  test('it is what the contract says, and no more', () => {
    expect(accountExport.parse(data)).toEqual(data);
  });
});

/** A value of the driver's, as the export writes it. */
function written(value: unknown, field: string): unknown {
  // As the plugin writes them: {"profiles":["read"]}.
  if (field === 'scopes') return JSON.parse(`${value}`).profiles.map((deed: string) => `profiles:${deed}`);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return field === 'digest' ? Buffer.from(value).toString('hex') : base64(value);
  return value;
}
