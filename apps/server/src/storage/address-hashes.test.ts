import { afterAll, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import postgres from 'postgres';
import { md5Of, sha256Of } from '../../test/avatars';
import { dropDatabase, freshDatabase } from '../../test/postgres';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let connection: Awaited<ReturnType<typeof freshDatabase>>;
let sql: postgres.Sql;
let made = 0;
let id: string;
let email: string;

beforeAll(async () => {
  connection = await freshDatabase();
  sql = postgres({ ...connection, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await dropDatabase(connection);
});
beforeEach(async () => {
  made += 1;
  id = `user${made}`;
  email = `${id}@example.org`;
  await add(id, email);
});

const add = (userId: string, address: string) =>
  sql`INSERT INTO "user" (id, name, email) VALUES (${userId}, 'Ada', ${address})`;
const verify = (userId = id, verified = true) =>
  sql`UPDATE "user" SET email_verified = ${verified} WHERE id = ${userId}`;
const allow = (userId = id, allowed = true) =>
  sql`UPDATE profile SET lookup_by_email = ${allowed} WHERE user_id = ${userId}`;
const hide = (visibility: string) => sql`UPDATE profile SET visibility = ${visibility} WHERE user_id = ${id}`;
const move = (address: string, userId = id) => sql`UPDATE "user" SET email = ${address} WHERE id = ${userId}`;

async function found(userId = id): Promise<string[]> {
  const rows = await sql`SELECT name FROM alias WHERE kind = 'hash' AND user_id = ${userId} ORDER BY length(name)`;
  return rows.map(({ name }) => name);
}
const hashesOf = (address: string) => [md5Of(address), sha256Of(address)];
async function dateOf(address: string): Promise<number> {
  const [row] = await sql`
    SELECT extract(epoch FROM bound_at)::float8 AS at FROM alias WHERE kind = 'hash' AND name = ${md5Of(address)}`;
  return row?.at ?? Number.NaN;
}

describe('hashes of an address lead to its owner', () => {
  test('only while it is verified, they allow it, and the profile is public', async () => {
    expect(await found()).toEqual([]);
    await verify();
    expect(await found()).toEqual([]);
    await allow();
    expect(await found()).toEqual(hashesOf(email));
    for (const undo of [
      () => allow(id, false),
      () => verify(id, false),
      () => hide('members'),
      () => hide('private'),
    ]) {
      await undo();
      expect(await found()).toEqual([]);
      await Promise.all([allow(), verify(), hide('public')]);
      expect(await found()).toEqual(hashesOf(email));
    }
  });

  test('as it is trimmed and in lower case', async () => {
    await verify();
    await allow();
    await move(` MiXed${id}@Example.org `);
    expect(await found()).toEqual(hashesOf(`mixed${id}@example.org`));
  });

  test('and those of another do once it is another, and the old ones to nobody', async () => {
    await verify();
    await allow();
    await move(`new-${email}`);
    expect(await found()).toEqual(hashesOf(`new-${email}`));
    await sql`UPDATE "user" SET email = ${email}, email_verified = false WHERE id = ${id}`;
    expect(await found()).toEqual([]);
  });

  test('also of one who is brought in with everything at once', async () => {
    await sql`DELETE FROM "user" WHERE id = ${id}`;
    await sql`INSERT INTO "user" (id, name, email, email_verified) VALUES (${id}, 'Ada', ${email}, true)`;
    await sql`DELETE FROM profile WHERE user_id = ${id}`;
    await sql`INSERT INTO profile (user_id, handle, display_name, lookup_by_email) VALUES (${id}, ${id}, 'Ada', true)`;
    expect(await found()).toEqual(hashesOf(email));
  });

  test('and nothing of them stays when they are erased but a date', async () => {
    await verify();
    await allow();
    await sql`DELETE FROM "user" WHERE id = ${id}`;
    const rows =
      await sql`SELECT name, user_id, released_at FROM alias WHERE kind = 'hash' AND name IN ${sql(['', ...hashesOf(email)])}`;
    expect([...rows]).toEqual([{ name: '', user_id: null, released_at: null }]);
  });
});

describe('dates under a hash never run back', () => {
  /** As if much had been served under it. */
  const serveUntil = async (at: number) => {
    await sql.begin(async (tx) => {
      await tx`SET LOCAL session_replication_role = replica`;
      await tx`UPDATE picture_state SET last_updated = to_timestamp(${at}) WHERE user_id = ${id}`;
    });
  };
  let latest = 4_000_000_000;

  test.each([
    ['look-up is switched off and on', () => allow(id, false), () => allow()],
    ['the address is given up and taken back', () => move(`other-${email}`), () => move(email)],
    ['the profile is hidden and shown', () => hide('private'), () => hide('public')],
    ['its owner is erased, and someone else has the address', () => sql`DELETE FROM "user" WHERE id = ${id}`, again],
    ['it passes on to someone else', () => move(`other-${email}`), again],
  ])('when %s', async (_, end, begin) => {
    await verify();
    await allow();
    latest += 1000;
    await serveUntil(latest);
    await end();
    expect(await dateOf(email)).toBeNaN();
    await begin();
    expect(await dateOf(email)).toBeGreaterThan(latest);
  });

  async function again(): Promise<void> {
    await add(`${id}-next`, email);
    await verify(`${id}-next`);
    await allow(`${id}-next`);
  }

  test('and stay where nothing changes', async () => {
    await verify();
    await allow();
    const date = await dateOf(email);
    await sql`UPDATE profile SET display_name = 'Grace' WHERE user_id = ${id}`;
    await Promise.all([allow(), verify(), hide('public')]);
    expect(await dateOf(email)).toBe(date);
  });
});

describe('at the same moment', () => {
  test('of address and permission the later change sees the earlier', async () => {
    for (let round = 0; round < 20; round += 1) {
      await verify(id, false);
      await allow(id, false);
      await Promise.all([verify(), allow()]);
      expect(await found()).toEqual(hashesOf(email));
      await Promise.all([verify(id, false), allow(id, false)]);
      expect(await found()).toEqual([]);
    }
  });

  test('an address that passes from one to another leads to one of them', async () => {
    const other = `${id}-other`;
    await add(other, `other-${email}`);
    for (const each of [id, other]) {
      await verify(each);
      await allow(each);
    }
    for (let round = 0; round < 20; round += 1) {
      const [from, to] = round % 2 ? [other, id] : [id, other];
      await Promise.all([
        move(`free-${round}-${email}`, from),
        // Until the first has let go of it, the database refuses it to the second.
        (async () => {
          while (
            await move(email, to).then(
              () => false,
              () => true,
            )
          );
        })(),
      ]);
      expect(await found(to)).toEqual(hashesOf(email));
      expect(await found(from)).toEqual(hashesOf(`free-${round}-${email}`));
    }
  });

  test('many come and go without waiting for each other for ever', async () => {
    const ids = Array.from({ length: 8 }, (_, n) => `${id}-${n}`);
    for (const each of ids) await add(each, `${each}@example.org`);
    await Promise.all(
      ids.map(async (each) => {
        await verify(each);
        for (let round = 0; round < 5; round += 1) {
          await allow(each);
          await allow(each, false);
        }
        await allow(each);
        await sql`DELETE FROM "user" WHERE id = ${each}`;
      }),
    );
    expect(await sql`SELECT 1 FROM alias WHERE kind = 'hash' AND user_id = ANY(${ids})`).toHaveLength(0);
  });
});

test('each is announced as it comes and goes', async () => {
  const heard: string[] = [];
  const listener = await sql.listen('visage_change', (name) => heard.push(name));
  const names = () => hashesOf(email).map((hash) => `hash:${hash}`);
  await verify();
  await allow();
  while (!names().every((name) => heard.includes(name))) await Bun.sleep(5);
  heard.length = 0;
  await allow(id, false);
  while (!names().every((name) => heard.includes(name))) await Bun.sleep(5);
  await listener.unlisten();
});
