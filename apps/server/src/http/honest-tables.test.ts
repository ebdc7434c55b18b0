import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import postgres from 'postgres';
import { auth } from '../../test/auth';
import { type Ask, signInOf } from '../../test/everything-asked';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

setDefaultTimeout(60_000);

let visage: TestVisage;
let holder: postgres.Sql;

beforeAll(async () => {
  visage = await startTestVisage();
  holder = postgres({ ...visage.connection, max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await holder.end();
  await visage.stop();
});

/** What better-auth has a part in answering, what ends the session last. */
function everything(ada: Person): Record<string, Ask> {
  const headers = { cookie: ada.cookie, origin: visage.origin, 'content-type': 'application/json' };
  const body = JSON.stringify({ password: ada.password });
  return {
    ...signInOf(visage, ada),
    'the caller of a procedure': () => visage.picture('/trpc/profile.me', { headers }),
    'the password that deletes an account': () =>
      visage.picture('/trpc/account.delete', { method: 'POST', headers, body }),
    'signing out': () => auth(visage, 'sign-out', {}, { cookie: ada.cookie }),
  };
}

/** The answer to what loses its connection when it comes to this table; null when it comes by without. */
async function lostAt(table: string, ask: Ask): Promise<Response | null> {
  let isLost = false;
  let isAnswered = false;
  const answered = await holder.begin(async (tx) => {
    await tx`LOCK TABLE ${tx(table)} IN ACCESS EXCLUSIVE MODE`;
    const asked = ask().finally(() => {
      isAnswered = true;
    });
    while (!isAnswered) {
      const ended = await visage.sql`
        SELECT pg_terminate_backend(pid) FROM pg_locks
        WHERE NOT granted AND relation = (SELECT oid FROM pg_class WHERE relname = ${table} AND relkind = 'r')`;
      isLost ||= ended.length > 0;
      await Bun.sleep(5);
    }
    return asked;
  });
  return isLost ? answered : null;
}

/** How many at least need it, lest nothing be tried. */
const needing = { user: 11, session: 12, account: 5, verification: 3, passkey: 1 };

for (const [table, least] of Object.entries(needing)) {
  test(`whoever needs the table ${table} just when the database is lost is told so, and nothing else`, async () => {
    const told: Record<string, unknown> = {};
    for (const [name, ask] of Object.entries(everything(await visage.signUp()))) {
      const answered = await lostAt(table, ask);
      if (!answered) continue;
      told[name] = { status: answered.status, retryAfter: answered.headers.get('retry-after') };
      expect(await answered.text(), name).toContain('The database can’t be reached.');
    }
    const names = Object.keys(told);
    expect(told).toEqual(Object.fromEntries(names.map((name) => [name, { status: 503, retryAfter: '1' }])));
    expect(names.length).toBeGreaterThanOrEqual(least);
  });
}
