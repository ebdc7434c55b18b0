import postgres from 'postgres';
import { startEmbeddedPostgres } from './embedded-postgres';
import { readPostmasterFile } from './orphan';

/**
 * For the tests: a process that owns an embedded PostgreSQL, since what is promised about killed and competing owners
 * shows only with real ones. Arguments: the data directory, and `durable` or `fast`. Says one line of JSON, `{
 * connection, server }` or `{ error }`. On SIGINT it asks the database once more, stops it and says what that gave.
 * When its stdin ends, because the test is over or dead, it stops too.
 */
const [dataDir = '', durability] = process.argv.slice(2);

const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);

try {
  const database = await startEmbeddedPostgres({ dataDir, durable: durability === 'durable' });
  process.on('SIGINT', async () => {
    const sql = postgres({ ...database.connection, max: 1 });
    const [row] = await sql`select 'still there' as answer`;
    await sql.end();
    await database.stop();
    say({ lastAnswer: row?.answer });
    process.exit(0);
  });
  say({ connection: database.connection, server: readPostmasterFile(`${dataDir}/postgres`)?.pid });
  await Bun.stdin.text();
  await database.stop();
} catch (cause) {
  say({ error: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause) });
}
process.exit(0);
