import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import postgres from 'postgres';
import { dropDatabase, freshDatabase } from '../../test/postgres';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let connection: Awaited<ReturnType<typeof freshDatabase>>;
let sql: postgres.Sql;
let made = 0;

beforeAll(async () => {
  connection = await freshDatabase();
  sql = postgres({ ...connection, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await dropDatabase(connection);
});

async function makeUser(name = 'Ada Lovelace', visibility = 'public'): Promise<string> {
  made += 1;
  const id = `user${made}`;
  await sql`INSERT INTO "user" (id, name, email, sign_up_visibility) VALUES (${id}, ${name}, ${`${id}@example.org`}, ${visibility})`;
  return id;
}

async function addPicture(userId: string, content: string = crypto.randomUUID()): Promise<string> {
  const [row] = await sql`INSERT INTO picture (user_id, mime_type, data, width, height, thumbhash)
    VALUES (${userId}, 'image/png', ${Buffer.from(content)}, 1, 1, '') RETURNING id`;
  return row?.id;
}

async function show(userId: string, pictureId: string | null): Promise<void> {
  await sql`UPDATE picture_state SET current_picture_id = ${pictureId} WHERE user_id = ${userId}`;
}

async function upload(userId: string): Promise<string> {
  const id = await addPicture(userId);
  await show(userId, id);
  return id;
}

async function answer(userId: string): Promise<{ version: string; at: number; current: string | null }> {
  const [row] = await sql`SELECT version, extract(epoch FROM last_updated)::float8 AS at, current_picture_id AS current
    FROM picture_state WHERE user_id = ${userId}`;
  return row as unknown as { version: string; at: number; current: string | null };
}

const count = async (table: string, userId: string) =>
  Number((await sql`SELECT count(*) AS n FROM ${sql(table)} WHERE user_id = ${userId}`)[0]?.n);

test('a user gets a profile and a state in the same transaction', async () => {
  const id = await makeUser('Zoë  Ångström-Smith', 'private');
  const [profile] = await sql`SELECT * FROM profile WHERE user_id = ${id}`;
  expect(profile).toMatchObject({
    display_name: 'Zoë  Ångström-Smith',
    visibility: 'private',
    revision: 1,
    lookup_by_email: false,
  });
  expect(profile?.handle).toMatch(/^zoeangstrom-smith\d{4}$/);
  expect((await answer(id)).version).toMatch(/^[\w-]{22}$/);
  await expect(
    sql.begin(async (tx) => {
      await tx`INSERT INTO "user" (id, name, email) VALUES ('undone', 'X', 'undone@example.org')`;
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect(await count('profile', 'undone')).toBe(0);
});

test('a handle is made of what can be kept of the name, or of "user"', async () => {
  const handleOf = async (name: string) => {
    const id = await makeUser(name);
    return (await sql`SELECT handle FROM profile WHERE user_id = ${id}`)[0]?.handle;
  };
  expect(await handleOf('王小明')).toMatch(/^user\d{4}$/);
  // A digit more where the four are taken, as chance may have it from the second on.
  expect(await handleOf('🦊')).toMatch(/^user\d{4,}$/);
  expect(await handleOf('Æ')).toMatch(/^user\d{4,}$/);
  expect(await handleOf('--')).toMatch(/^user\d{4,}$/);
  expect(await handleOf('A'.repeat(80))).toMatch(/^a{18}\d{4}$/);
});

test('the bytes of a picture are stored uncompressed: with its row where they fit into its page, else out of line', async () => {
  const [column] =
    await sql`SELECT attstorage FROM pg_attribute WHERE attrelid = 'picture'::regclass AND attname = 'data'`;
  expect(column?.attstorage).toBe('e');
  const id = await makeUser();
  const outOfLine = async () => {
    const [sizes] = await sql<{ bytes: number }[]>`SELECT pg_relation_size(reltoastrelid)::float8 AS bytes
      FROM pg_class WHERE oid = 'picture'::regclass`;
    return sizes?.bytes;
  };
  const before = await outOfLine();
  await addPicture(id, 'x'.repeat(7500));
  expect(await outOfLine()).toBe(before);
  await addPicture(id, 'x'.repeat(8500));
  expect(await outOfLine()).toBeGreaterThan(before ?? 0);
});

test('the digest is the SHA-256 of the bytes, and nobody can write another', async () => {
  const id = await makeUser();
  const pictureId = await addPicture(id, 'some bytes');
  const [row] = await sql`SELECT encode(digest, 'hex') AS digest, byte_size FROM picture WHERE id = ${pictureId}`;
  expect(row).toEqual({ digest: new Bun.CryptoHasher('sha256').update('some bytes').digest('hex'), byte_size: 10 });
  await expect(sql`UPDATE picture SET digest = '\\x00' WHERE id = ${pictureId}`.execute()).rejects.toThrow(
    'can only be updated to DEFAULT',
  );
});

test('deleting a user leaves nothing of theirs behind', async () => {
  const id = await makeUser();
  await upload(id);
  await upload(id);
  await sql`DELETE FROM "user" WHERE id = ${id}`;
  for (const table of ['picture', 'picture_state', 'profile', 'alias', 'session', 'account']) {
    expect(await count(table, id)).toBe(0);
  }
});

test('a current picture is one of the user’s own', async () => {
  const [one, other] = [await makeUser(), await makeUser()];
  const theirs = await addPicture(other);
  await expect(show(one, theirs)).rejects.toThrow('picture_state_current_picture_fk');
});

test('every change of the answer has a later whole second and a version of its own', async () => {
  const id = await makeUser();
  const answers = [await answer(id)];
  for (const change of [upload, upload, (user: string) => show(user, null), upload]) {
    await change(id);
    answers.push(await answer(id));
  }
  await sql`UPDATE profile SET visibility = 'private' WHERE user_id = ${id}`;
  answers.push(await answer(id));
  for (const [index, { at }] of answers.entries()) {
    expect(Number.isInteger(at)).toBe(true);
    expect(at).toBeGreaterThan(answers[index - 1]?.at ?? 0);
  }
  expect(new Set(answers.map(({ version }) => version)).size).toBe(answers.length);
});

test('the date lies after the change, so that the time of a fetch before it is older', async () => {
  const id = await makeUser();
  const before = Math.floor(Number((await sql`SELECT extract(epoch FROM clock_timestamp()) AS now`)[0]?.now));
  await upload(id);
  expect((await answer(id)).at).toBeGreaterThan(before);
});

test('a clock that steps back, and removal then a new upload, do not turn the date back', async () => {
  const id = await makeUser();
  await upload(id);
  // As if an hour ago the clock had been an hour ahead: only without triggers can a row be brought there.
  await sql.begin(async (tx) => {
    await tx`SET LOCAL session_replication_role = replica`;
    await tx`UPDATE picture_state SET last_updated = last_updated + interval '1 hour' WHERE user_id = ${id}`;
  });
  const ahead = (await answer(id)).at;
  await show(id, null);
  expect((await answer(id)).at).toBe(ahead + 1);
  await upload(id);
  expect((await answer(id)).at).toBe(ahead + 2);
});

test('a change of words alone is no change of the answer', async () => {
  const id = await makeUser();
  const pictureId = await upload(id);
  const before = await answer(id);
  await sql`UPDATE picture SET alt_text = 'Me, smiling' WHERE id = ${pictureId}`;
  await sql`UPDATE profile SET bio = 'Hello' WHERE user_id = ${id}`;
  expect(await answer(id)).toEqual(before);
});

const copied = async (userId: string) => {
  const [row] = await sql`SELECT visibility, display_name AS name FROM picture_state WHERE user_id = ${userId}`;
  return [row?.visibility, row?.name];
};

test('who may see someone, and what they are called, stand with the answer; a name alone makes no new one', async () => {
  const id = await makeUser('Ada Lovelace', 'members');
  expect(await copied(id)).toEqual(['members', 'Ada Lovelace']);
  await upload(id);
  const before = await answer(id);
  const placeOfPicture = async () => (await sql`SELECT ctid::text FROM picture WHERE user_id = ${id}`)[0]?.ctid;
  const place = await placeOfPicture();
  await sql`UPDATE profile SET display_name = 'Ada King' WHERE user_id = ${id}`;
  expect(await copied(id)).toEqual(['members', 'Ada King']);
  expect(await answer(id)).toEqual(before);
  expect(await placeOfPicture()).toBe(place);
  await sql`UPDATE profile SET display_name = 'Ada Byron', visibility = 'private' WHERE user_id = ${id}`;
  expect(await copied(id)).toEqual(['private', 'Ada Byron']);
  const after = await answer(id);
  expect(after.version).not.toBe(before.version);
  expect(after.at).toBeGreaterThan(before.at);
});

test('what stands with the answer is what the profile says, whoever writes; without one, nobody is shown', async () => {
  const id = await makeUser('Ada Lovelace', 'private');
  await sql`UPDATE picture_state SET visibility = 'public', display_name = 'Eve' WHERE user_id = ${id}`;
  expect(await copied(id)).toEqual(['private', 'Ada Lovelace']);
  const before = await answer(id);
  await sql`UPDATE picture_state SET display_name = 'Eve', version = 'old', last_updated = '2020-01-01' WHERE user_id = ${id}`;
  expect((await answer(id)).version).not.toBe('old');
  expect((await answer(id)).at).toBeGreaterThan(before.at);
  await sql`UPDATE profile SET visibility = 'public' WHERE user_id = ${id}`;
  const [held] = await sql`DELETE FROM profile WHERE user_id = ${id} RETURNING *`;
  expect(await copied(id)).toEqual(['private', '']);
  // As an import brings it where the profile was lost.
  await sql`DELETE FROM picture_state WHERE user_id = ${id}`;
  await sql`INSERT INTO picture_state (user_id) VALUES (${id})`;
  expect(await copied(id)).toEqual(['private', '']);
  await sql`INSERT INTO profile ${sql({ ...held, visibility: 'members' })}`;
  expect(await copied(id)).toEqual(['members', 'Ada Lovelace']);
});

test('people who change who may see them, by hand, and who upload meanwhile, wait for each other', async () => {
  const id = await makeUser();
  await upload(id);
  const locked = Promise.withResolvers<void>();
  // As an upload locks: the user, then what they show.
  const mine = sql.begin(async (tx) => {
    await tx`SELECT id FROM "user" WHERE id = ${id} FOR NO KEY UPDATE`;
    locked.resolve();
    // By then the other waits, and holds all that it has taken.
    await Bun.sleep(300);
    await tx`UPDATE picture_state SET current_picture_id = current_picture_id WHERE user_id = ${id}`;
  });
  await locked.promise;
  const theirs = sql`UPDATE profile SET visibility = 'private', display_name = 'Hidden' WHERE user_id = ${id}`;
  await Promise.all([mine, theirs.execute()]);
  expect(await copied(id)).toEqual(['private', 'Hidden']);
});

test('erasing the current picture is a new answer without one', async () => {
  const id = await makeUser();
  const pictureId = await upload(id);
  const before = await answer(id);
  await sql`DELETE FROM picture WHERE id = ${pictureId}`;
  const after = await answer(id);
  expect(after.current).toBeNull();
  expect(after.at).toBeGreaterThan(before.at);
  expect(after.version).not.toBe(before.version);
});

test('the history keeps the twenty pictures shown last', async () => {
  const id = await makeUser();
  const ids: string[] = [];
  for (let n = 0; n < 23; n += 1) ids.push(await upload(id));
  const kept = await sql`SELECT id FROM picture WHERE user_id = ${id} ORDER BY shown_at`;
  expect(kept.map((row) => row.id)).toEqual(ids.slice(2));
  // One shown again counts as shown last, however old it is.
  await show(id, ids[2] ?? null);
  await upload(id);
  await upload(id);
  const left = (await sql`SELECT id FROM picture WHERE user_id = ${id}`).map((row) => row.id);
  expect(left).toContain(ids[2]);
  expect(left).toHaveLength(21);
});

test('a released handle waits for its former holder, and passes on after 90 days with a later date', async () => {
  const [former, next] = [await makeUser(), await makeUser()];
  const rename = (id: string, handle: string) =>
    sql`UPDATE profile SET handle = ${handle} WHERE user_id = ${id}`.execute();
  await rename(former, 'first-name');
  await rename(former, 'second-name');
  await expect(rename(next, 'first-name')).rejects.toThrow('this handle is taken');
  await expect(rename(next, 'second-name')).rejects.toThrow('this handle is taken');
  await rename(former, 'first-name');
  await rename(former, 'second-name');
  const boundAt = async () =>
    (await sql`SELECT extract(epoch FROM bound_at)::float8 AS at FROM alias WHERE name = 'first-name'`)[0]?.at;
  const before = await boundAt();
  await sql`UPDATE alias SET released_at = released_at - interval '91 days' WHERE name = 'first-name'`;
  await rename(next, 'first-name');
  expect(await boundAt()).toBeGreaterThan(before);
});

test('the handle of a deleted user is free, and its dates go on from theirs', async () => {
  const [gone, next] = [await makeUser(), await makeUser()];
  await sql`UPDATE profile SET handle = 'passed-on' WHERE user_id = ${gone}`;
  for (let n = 0; n < 4; n += 1) await upload(gone);
  const last = (await answer(gone)).at;
  await sql`DELETE FROM "user" WHERE id = ${gone}`;
  await sql`UPDATE profile SET handle = 'passed-on' WHERE user_id = ${next}`;
  const [bound] =
    await sql`SELECT extract(epoch FROM bound_at)::float8 AS at, user_id FROM alias WHERE name = 'passed-on'`;
  expect(bound?.user_id).toBe(next);
  expect(bound?.at).toBeGreaterThan(last);
});
