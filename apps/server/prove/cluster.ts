import { createFaultyLine, type FaultyLine } from './faulty-line';
import { startLiar } from './liar';
import { type MortalPostgres, startMortalPostgres } from './mortal-postgres';
import type { Address } from './sending';
import { startVisageProcess } from './visage-process';

/** Processes of one Visage, the database they share, and the lines between. */
export interface Cluster extends AsyncDisposable {
  postgres: MortalPostgres;
  processes: (Address & { pid: number; line: FaultyLine; ended: Promise<string> })[];
}

/** What each process is started with; the last has so small a memory that it must let go of what it has. */
const environments: Record<string, string>[] = [{}, {}, { CACHE_BYTES: '100000' }];

/** @param liar whether the last process is spoken to through one that answers from a stale memory */
export async function startCluster({ liar, logLevel }: { liar: boolean; logLevel: string }): Promise<Cluster> {
  await using undo = new AsyncDisposableStack();
  const postgres = undo.use(await startMortalPostgres());
  const processes: Cluster['processes'] = [];
  for (const [at, environment] of environments.entries()) {
    const line = undo.use(await createFaultyLine(postgres.socket));
    const visage = undo.use(
      await startVisageProcess({
        DATABASE_URL: postgres.urlAt(line.port),
        AUTH_SECRET: 'a secret for the proof, the same for everyone',
        LOG_LEVEL: logLevel,
        TRUSTED_PROXY: '127.0.0.1',
        ...environment,
      }),
    );
    const { origin, pid, ended } = visage;
    const lies = liar && at === environments.length - 1;
    const { base } = lies ? undo.use(startLiar(visage.base)) : visage;
    processes.push({ base, origin, pid, ended, line });
  }
  const atEnd = undo.move();
  return { postgres, processes, [Symbol.asyncDispose]: () => atEnd.disposeAsync() };
}
