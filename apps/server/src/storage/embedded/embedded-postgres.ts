import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { binariesIn, findBinaries } from './binaries';
import { clusterPassword, DATABASE, prepareCluster, USERNAME } from './cluster';
import { connectionFile, type EmbeddedConnection, logIn, saveConnection, savedConnection } from './connection';
import { lockDataDir } from './data-dir-lock';
import { makeEndpoint, removeEndpoint, sweepEndpoint } from './endpoint';
import { chooseLauncher } from './launcher';
import { stopOrphan } from './orphan';
import { continueLog } from './server-log';
import { type ServerExit, startServer } from './server-process';

/** A PostgreSQL of our own, running for as long as this process does and no longer. */
export interface EmbeddedPostgres extends AsyncDisposable {
  connection: EmbeddedConnection;
  /**
   * Settles when the server is gone: `expected` after `stop`, else it died and the owner should end too. Never rejects.
   */
  exited: Promise<ServerExit>;
  /**
   * Rolls back what is open, waits until the server is gone, gives the data directory free. Calling it again waits for
   * the same end.
   */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Made, with mode 0700, if it does not exist. Holds the cluster, its password, its log and its lock. */
  dataDir: string;
  /** False, in tests: nothing survives a power cut, all is faster. Default true. */
  durable?: boolean;
  /** The directory of the programs of another PostgreSQL than the one that comes with Visage. */
  programs?: string | undefined;
  /** Further settings of PostgreSQL, by name. */
  settings?: Record<string, string>;
}

/** Row contents and statements, with their personal data, stay out of the log; so does the chatter of checkpoints. */
const QUIET = { log_error_verbosity: 'terse', log_min_error_statement: 'panic', log_checkpoints: 'off' };
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts PostgreSQL on a data directory, making the cluster on first use (about a second). One Visage at a time: the
 * directory's lock is held until `stop`, or until this process ends however it ends.
 *
 * On Linux the kernel stops the server when the thread that called this dies: call it from the main thread. Elsewhere a
 * killed Visage leaves its server behind, and the next start stops it.
 *
 * @throws DataDirInUse when another Visage runs on it
 * @throws ClusterOfAnotherMajor when other programs made the cluster
 * @throws Error with PostgreSQL's own words when the start fails; nothing is left running then
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { durable = true, settings = {} } = options;
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(options.dataDir);
  await using undo = new AsyncDisposableStack();
  undo.use(lockDataDir(dataDir));

  const binaries = options.programs === undefined ? findBinaries() : binariesIn(options.programs);
  const cluster = join(dataDir, 'postgres');
  await stopOrphan(cluster);
  sweepEndpoint(savedConnection(dataDir)?.host ?? '');
  const launcher = chooseLauncher(cluster, { program: binaries.postgres, directory: dataDir });
  const passwordFile = join(dataDir, 'postgres.password');
  const password = clusterPassword(passwordFile);
  await prepareCluster(cluster, { binaries, launcher, passwordFile, durable });

  const endpoint = makeEndpoint(dataDir, launcher.owner);
  undo.defer(() => removeEndpoint(endpoint.host));
  const log = continueLog(join(dataDir, 'postgres.log'));
  const all = { ...QUIET, ...(durable ? {} : FORGETFUL), ...settings, ...endpoint.settings };
  const server = await startServer(cluster, { binaries, launcher, log, port: endpoint.port, settings: all });
  undo.defer(() => server.stop());

  const connection = { host: endpoint.host, port: endpoint.port, username: USERNAME, password, database: DATABASE };
  await logIn(connection).catch((cause: unknown) => {
    throw new Error(`PostgreSQL runs on ${cluster} but does not take the password kept in ${passwordFile}.`, { cause });
  });
  saveConnection(dataDir, connection);
  undo.defer(() => rmSync(connectionFile(dataDir), { force: true }));

  const atEnd = undo.move();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= atEnd.disposeAsync();
    return stopped;
  };
  return { connection, exited: server.gone, stop, [Symbol.asyncDispose]: stop };
}
