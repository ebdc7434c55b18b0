import { createFaultyLine } from '../prove/faulty-line';
import { startMortalPostgres } from '../prove/mortal-postgres';
import { migrateDatabase } from '../src/storage/migrate';
import { startTestVisage } from './visage';

/**
 * A Visage whose database can go away in every way: a Postgres of its own, and a line to it that can be broken.
 * @param most clients that this Postgres takes
 */
export async function startVisageBehindLine(most?: { clients: number }) {
  await using undo = new AsyncDisposableStack();
  const postgres = undo.use(await startMortalPostgres(most));
  const line = undo.use(await createFaultyLine(postgres.socket));
  const connection = postgres.connectionAt(line.port);
  await migrateDatabase(connection);
  const visage = await startTestVisage({}, { beside: { connection } });
  undo.defer(() => visage.stop());
  const all = undo.move();
  return { visage, line, postgres, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
