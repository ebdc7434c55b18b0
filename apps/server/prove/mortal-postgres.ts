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
  revive(): Promise<void>;
  /** Stops all its processes as SIGSTOP does: connections stay, new ones are made, and nothing is said on any. */
  pause(): Promise<void>;
  resume(): void;
}

export async function startMortalPostgres({ clients = 200 } = {}): Promise<MortalPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'visage-prove-'));
  // What was acknowledged must outlive the server, not the machine.
  const settings = { synchronous_commit: 'on', max_connections: String(clients) };
  const start = () => startEmbeddedPostgres({ dataDir, durable: false, settings });
  let running: EmbeddedPostgres | null;
  try {
    running = await start();
  } catch (cause) {
    rmSync(dataDir, { recursive: true, force: true });
    throw cause;
  }
  const { host, port, username, password, database } = running.connection;
  const sql = postgres({
    ...running.connection,
    max: 4,
    connect_timeout: 2,
    backoff: () => 0.2,
    onnotice: () => {},
    connection: { application_name: 'visage prove' },
  });

  let paused: number[] = [];
  const pidOf = () => readPostmasterFile(join(dataDir, 'postgres'))?.pid;
  function resume(): void {
    for (const pid of paused) process.kill(pid, 'SIGCONT');
    paused = [];
  }

  return {
    socket: join(host, `.s.PGSQL.${port}`),
    connectionAt: (own) => ({ host: '127.0.0.1', port: own, username, password, database }),
    urlAt: (own) => `postgres://${username}:${encodeURIComponent(password)}@127.0.0.1:${own}/${database}`,
    sql,
    async kill() {
      const pid = pidOf();
      if (!running || pid === undefined) throw new Error('Postgres is dead already');
      resume();
      process.kill(pid, 'SIGKILL');
      await running.exited;
      await running.stop();
      running = null;
    },
    async revive() {
      running ??= await start();
    },
    async pause() {
      const parent = pidOf();
      if (parent === undefined) throw new Error('Postgres is dead');
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
      await running?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
