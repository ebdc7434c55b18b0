import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import postgres from 'postgres';
import { openPooler } from '../../test/pooler';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import { type ChangeLine, openChangeLine } from './change-line';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let connection: Awaited<ReturnType<typeof freshDatabase>>;
let sql: postgres.Sql;

beforeAll(async () => {
  connection = await freshDatabase();
  sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  await sql`INSERT INTO "user" (id, name, email) VALUES ('ann', 'Ann', 'ann@example.org')`;
});
afterAll(async () => {
  await sql.end();
  await dropDatabase(connection);
});

type Event = 'opened' | 'lost' | 'proven' | `heard ${string}`;

/** Writes down what a line tells; each beat was sent at the next whole number. */
function follow(to: Parameters<typeof openChangeLine>[0] = connection) {
  const events: Event[] = [];
  const waiting = new Set<() => void>();
  let sent = 0;
  const tell = (event: Event) => {
    events.push(event);
    for (const each of waiting) each();
  };
  const line: ChangeLine = openChangeLine(to, {
    now: () => sent++,
    opened: () => tell('opened'),
    lost: () => tell('lost'),
    proven: () => tell('proven'),
    heard: (name) => tell(`heard ${name}`),
  });
  /** Waits until `event` has come `times` more often than now. */
  async function next(event: Event, times = 1): Promise<void> {
    const from = events.length;
    while (events.slice(from).filter((each) => each === event).length < times) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.add(resolve);
      await promise;
      waiting.delete(resolve);
    }
  }
  return { events, next, [Symbol.asyncDispose]: line.close };
}

const endNotices = () =>
  sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'visage notices' AND datname = current_database()`;

describe('a change line', () => {
  test('opens, and proves itself again and again', async () => {
    await using line = follow();
    await line.next('proven', 2);
    expect(line.events.slice(0, 2)).toEqual(['opened', 'proven']);
  });

  test('hears of each change of what a picture URL answers, before the beat that was sent after it', async () => {
    await using line = follow();
    await line.next('proven');
    const heard = async (deed: () => Promise<unknown>) => {
      const from = line.events.length;
      await deed();
      await line.next('proven', 2);
      return [...new Set(line.events.slice(from).filter((each) => each.startsWith('heard')))].sort();
    };
    const picture = { user_id: 'ann', mime_type: 'image/png', data: new Uint8Array(3), width: 1, height: 1 };
    const [added] = await sql`INSERT INTO picture ${sql({ ...picture, thumbhash: '' })} RETURNING id`;
    const show = (id: unknown) => () =>
      sql`UPDATE picture_state SET current_picture_id = ${id as string} WHERE user_id = 'ann'`;
    expect(await heard(show(added?.id))).toEqual(['heard ann']);
    expect(await heard(() => sql`UPDATE profile SET visibility = 'private' WHERE user_id = 'ann'`)).toEqual([
      'heard ann',
    ]);
    expect(await heard(() => sql`UPDATE profile SET display_name = 'Anna' WHERE user_id = 'ann'`)).toEqual([
      'heard ann',
    ]);
    expect(await heard(() => sql`UPDATE profile SET lookup_by_email = true WHERE user_id = 'ann'`)).toEqual([
      'heard ann',
    ]);
    expect(await heard(() => sql`UPDATE profile SET bio = 'Hello' WHERE user_id = 'ann'`)).toEqual([]);
    await heard(() => sql`UPDATE profile SET handle = 'ann-one' WHERE user_id = 'ann'`);
    expect(await heard(() => sql`UPDATE profile SET handle = 'ann-two' WHERE user_id = 'ann'`)).toEqual([
      'heard @ann-one',
      'heard @ann-two',
      'heard ann',
    ]);
    expect(await heard(() => sql`UPDATE picture SET data = 'rewritten' WHERE id = ${added?.id}`)).toEqual([
      'heard ann',
    ]);
    expect(await heard(() => sql`UPDATE picture SET alt_text = 'Me' WHERE id = ${added?.id}`)).toEqual([]);
    expect(await heard(() => sql`DELETE FROM picture WHERE id = ${added?.id}`)).toEqual(['heard ann']);
    const all = await heard(() => sql`DELETE FROM "user" WHERE id = 'ann'`);
    expect(all).toContain('heard ann');
    expect(all).toContain('heard @ann-two');
  });

  test('says so when it is lost, and opens another', async () => {
    await using line = follow();
    await line.next('proven');
    const from = line.events.length;
    await endNotices();
    await line.next('opened');
    await line.next('proven');
    expect(line.events.slice(from).filter((each) => each !== 'proven')).toEqual(['lost', 'opened']);
  });

  test('that leads nowhere is lost again and again, and never opens', async () => {
    // Nothing listens on port 9 of this machine.
    await using line = follow({ ...connection, host: '127.0.0.1', port: 9 });
    await line.next('lost', 3);
    expect(new Set(line.events)).toEqual(new Set(['lost']));
  });

  test('into which nothing comes back is lost: no beat, no trust', async () => {
    // Takes the connection and never says a word.
    const hole = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data: () => {} } });
    await using line = follow({ ...connection, host: '127.0.0.1', port: hole.port });
    await line.next('lost');
    expect(new Set(line.events)).toEqual(new Set(['lost']));
    hole.stop(true);
  });

  test('through a pooler that drops what comes unasked proves nothing', async () => {
    const pooler = openPooler(`${connection.host}/.s.PGSQL.${connection.port}`);
    await using line = follow({ ...connection, host: '127.0.0.1', port: pooler.port });
    await line.next('opened');
    await line.next('lost');
    expect(line.events).not.toContain('proven');
    pooler.stop();
  });

  test('leaves no connection behind', async () => {
    await (async () => {
      await using line = follow();
      await line.next('proven');
    })();
    for (;;) {
      const [{ count } = { count: 0 }] =
        await sql`SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'visage notices' AND datname = current_database()`;
      if (count === 0) break;
      await Bun.sleep(20);
    }
  });
});
