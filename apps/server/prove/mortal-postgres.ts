import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { readPostmasterFile } from '../src/storage/embedded/orphan';

/** A Postgres that can be killed and paused, and comes back as the same: directory, address and all that was committed. */
export interface MortalPostgres extends AsyncDisposable {
  /** The Unix socket it listens on. */
  socket: string;
  /** How to reach it by way of a port of this machine, which leads there. */
  connectionAt(port: number): { host: string; port: number; username: string; password: string; database: string };
  /** The address by way of a port of this machine, which leads there. */
  urlAt(port: number): string;
  /** Straight to it. */
  sql: postgres.Sql;
  kill(): Promise<void>;
  /** As an operator would: what runs is rolled back. */
  stop(): Promise<void>;
  /** Starts it again, however it has ended. Does nothing while it runs. */
  revive(): Promise<void>;
  /** Stops all its processes as SIGSTOP does: connections stay, new ones are made, and nothing is said on any. */
  pause(): Promise<void>;
  resume(): void;
}

interface MortalPostgresOptions {
  /** Where to make its directory. */
  parent?: string;
  /** How many may be connected at once. */
  clients?: number;
  /** On top of ours. */
  settings?: Record<string, string>;
}

export async function startMortalPostgres({
  parent = tmpdir(),
  clients = 200,
  settings: given = {},
}: MortalPostgresOptions = {}): Promise<MortalPostgres> {
  const dataDir = mkdtempSync(join(parent, 'visage-prove-'));
  // What was acknowledged must outlive the server, not the machine.
  const settings = { synchronous_commit: 'on', max_connections: String(clients), ...given };
  const start = async () => {
    const started = await startEmbeddedPostgres({ dataDir, durable: false, settings });
    started.exited.then(() => {
      ended = started;
    });
    return started;
  };
  /** The last that is gone, but may still have to be tidied up after. */
  let ended: EmbeddedPostgres | null = null;
  let running: EmbeddedPostgres | null;
  try {
    running = await start();
  } catch (cause) {
    rmSync(dataDir, { recursive: true, force: true });
    throw cause;
  }
  const { connection } = running;
  const { host, port, username, password, database } = connection;
  const sql = postgres({
    ...connection,
    max: 4,
    connect_timeout: 2,
    backoff: () => 0.2,
    onnotice: () => {},
    connection: { application_name: 'visage prove' },
  });

  const end = async () => {
    await running?.stop();
    running = null;
  };
  let paused: number[] = [];
  const pidOf = () => {
    const pid = readPostmasterFile(join(dataDir, 'postgres'))?.pid;
    if (!running || ended === running || pid === undefined) throw new Error('Postgres is dead already');
    return pid;
  };
  /** The one that makes the others last: it takes away what is left of those that ended meanwhile. */
  function resume(): void {
    for (const pid of paused.toReversed()) process.kill(pid, 'SIGCONT');
    paused = [];
  }

  return {
    socket: join(host, `.s.PGSQL.${port}`),
    connectionAt: (own) => ({ host: '127.0.0.1', port: own, username, password, database }),
    urlAt: (own) => `postgres://${username}:${encodeURIComponent(password)}@127.0.0.1:${own}/${database}`,
    sql,
    async kill() {
      resume();
      process.kill(pidOf(), 'SIGKILL');
      await running?.exited;
      await end();
    },
    stop: end,
    async revive() {
      if (ended === running) await end();
      running ??= await start();
    },
    async pause() {
      const parent = pidOf();
      // First the one that makes the others, then these as they are then: asked on a connection that is there already.
      await sql`SELECT 1`;
      paused = [parent];
      process.kill(parent, 'SIGSTOP');
      const rows = await sql<{ pid: number }[]>`SELECT pid FROM pg_stat_activity`;
      for (const { pid } of rows) {
        paused.push(pid);
        process.kill(pid, 'SIGSTOP');
      }
    },
    resume,
    async [Symbol.asyncDispose]() {
      resume();
      await sql.end({ timeout: 2 });
      await end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
