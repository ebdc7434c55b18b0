import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { binariesIn } from '../src/storage/embedded/binaries';
import { clusterPassword, USERNAME } from '../src/storage/embedded/cluster';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { chooseLauncher } from '../src/storage/embedded/launcher';
import { postgresEnvironment } from '../src/storage/embedded/postgres-environment';

/**
 * A server of the operator's own: programs of the system, on a directory that is there (a base backup, a replica) or is made. Run by the
 * same hand as the embedded one, so that it ends with this process.
 */
export async function startOwnServer(
  dataDir: string,
  programs: string,
  settings: Record<string, string>,
): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!existsSync(join(dataDir, 'postgres'))) makeCluster(dataDir, programs);
  return startEmbeddedPostgres({ dataDir, programs, settings });
}

/** As a system's packages make one; the locale of the embedded one is unknown before PostgreSQL 17. */
function makeCluster(dataDir: string, programs: string): void {
  const cluster = join(dataDir, 'postgres');
  const { initdb } = binariesIn(programs);
  const { prefix, owner } = chooseLauncher(cluster, { program: initdb, directory: dataDir });
  const password = join(dataDir, 'postgres.password');
  clusterPassword(password);
  mkdirSync(cluster, { mode: 0o700 });
  if (owner !== null) chownSync(cluster, owner.uid, owner.gid);
  const access = [`--username=${USERNAME}`, '--auth=scram-sha-256', `--pwfile=${password}`];
  const command = [...prefix, initdb, `--pgdata=${cluster}`, '--encoding=UTF8', '--locale=C', ...access];
  const { exitCode, stderr } = Bun.spawnSync(command, { env: postgresEnvironment() });
  if (exitCode !== 0) throw new Error(`initdb: ${stderr}`);
}
