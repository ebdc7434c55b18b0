import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { readPostmasterFile } from '../src/storage/embedded/orphan';
import { childrenOf } from './children-of';

/** A Postgres that can be killed, and comes back as the same: directory, address and all that was committed. */
export interface MortalPostgres extends AsyncDisposable {
  /** Holds everything of it. */
  dataDir: string;
  /** The Unix socket it listens on. */
  socket: string;
  /** How others reach it there. */
  connection: EmbeddedPostgres['connection'];
  /** The address by way of a port of this machine, which leads there. */
  urlAt(port: number): string;
  /** Straight to it. */
  sql: postgres.Sql;
  /** Of all its processes, the first one first. */
  pids(): number[];
  kill(): Promise<void>;
  /** As an operator would: what runs is rolled back. */
  stop(): Promise<void>;
  /** Starts it again, however it has ended. Does nothing while it runs. */
  revive(): Promise<void>;
}

interface MortalPostgresOptions {
  /** Where to make its directory. */
  parent?: string;
  /** On top of ours. */
  settings?: Record<string, string>;
}

export async function startMortalPostgres({
  parent = tmpdir(),
  settings: given = {},
}: MortalPostgresOptions = {}): Promise<MortalPostgres> {
  const dataDir = mkdtempSync(join(parent, 'visage-prove-'));
  // What was acknowledged must outlive the server, not the machine.
  const settings = { synchronous_commit: 'on', max_connections: '200', ...given };
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

  const firstPid = () => {
    const pid = readPostmasterFile(join(dataDir, 'postgres'))?.pid;
    if (!running || ended === running || pid === undefined) throw new Error('Postgres is dead already');
    return pid;
  };
  const end = async () => {
    await running?.stop();
    running = null;
  };

  return {
    dataDir,
    connection,
    socket: join(host, `.s.PGSQL.${port}`),
    urlAt: (own) => `postgres://${username}:${encodeURIComponent(password)}@127.0.0.1:${own}/${database}`,
    sql,
    pids: () => [firstPid(), ...childrenOf(firstPid())],
    async kill() {
      process.kill(firstPid(), 'SIGKILL');
      await running?.exited;
      await end();
    },
    stop: end,
    async revive() {
      if (ended === running) await end();
      running ??= await start();
    },
    async [Symbol.asyncDispose]() {
      await sql.end({ timeout: 2 });
      await end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
