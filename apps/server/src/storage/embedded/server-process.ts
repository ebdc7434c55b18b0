import { closeSync } from 'node:fs';
import type { PostgresBinaries } from './binaries';
import type { Launcher } from './launcher';
import { readPostmasterFile } from './orphan';
import { postgresEnvironment } from './postgres-environment';
import type { ServerLog } from './server-log';

/** A running PostgreSQL server of ours. */
export interface ServerProcess {
  pid: number;
  /** Settles when the process is gone, for whatever reason; never rejects. */
  gone: Promise<ServerExit>;
  /** Fast shutdown: open transactions are rolled back. Resolves when the process is gone. */
  stop(): Promise<void>;
}

export interface ServerExit {
  /** Whether `stop` had been called. */
  expected: boolean;
  /** For a log: how it ended and, if unexpected, the last lines of PostgreSQL's own log. */
  reason: string;
}

/** Crash recovery may take its time after heavy writes; a start that is not over by then has gone wrong. In ms. */
const START_LIMIT = 60_000;
const FAST_LIMIT = 8000;
const POLL = 5;

/**
 * What PostgreSQL says while something of a dead server is still there: a server process at work on its last query,
 * which ends by itself, or a postmaster that nobody has reaped. Waited for this long, in ms.
 */
const STILL_THERE = /pre-existing shared memory block|lock file ".*" already exists/;
const STILL_THERE_LIMIT = 10_000;

export interface ServerPlan {
  binaries: PostgresBinaries;
  launcher: Launcher;
  log: ServerLog;
  port: number;
  settings: Record<string, string>;
}

/**
 * Starts the server and waits until it takes connections, as pg_ctl does: by the state in `postmaster.pid`, when that
 * names our process.
 *
 * It leads a session of its own, so Ctrl-C in a terminal, which signals the whole foreground group, reaches only us:
 * our last writes still find a database. It does not keep this process alive.
 *
 * @throws Error with the tail of the log when it ends first or takes more than a minute
 */
export async function startServer(cluster: string, plan: ServerPlan): Promise<ServerProcess> {
  const end = performance.now() + STILL_THERE_LIMIT;
  for (;;) {
    try {
      return await startOnce(cluster, plan);
    } catch (cause) {
      const passes = cause instanceof Error && STILL_THERE.test(cause.message);
      if (!passes || performance.now() > end) throw cause;
      await Bun.sleep(100);
    }
  }
}

async function startOnce(cluster: string, plan: ServerPlan): Promise<ServerProcess> {
  const settings = Object.entries(plan.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const stderr = plan.log.open();
  const child = Bun.spawn(
    [...plan.launcher.prefix, plan.binaries.postgres, '-D', cluster, '-p', String(plan.port), ...settings],
    {
      env: postgresEnvironment(),
      stdio: ['ignore', 'ignore', stderr],
      detached: true,
    },
  );
  child.unref();
  closeSync(stderr);

  let asked = false;
  const gone = child.exited.then((): ServerExit => {
    const how = child.signalCode ?? `code ${child.exitCode}`;
    return {
      expected: asked,
      reason: asked ? `stopped (${how})` : `PostgreSQL ended with ${how}:\n${plan.log.tail()}`,
    };
  });
  const stop = async () => {
    asked = true;
    child.ref();
    if (process.platform === 'win32') Bun.spawnSync([plan.binaries.pgCtl, 'stop', '-m', 'fast', '-D', cluster]);
    else child.kill('SIGINT');
    const patience = setTimeout(() => child.kill('SIGQUIT'), FAST_LIMIT);
    await gone;
    clearTimeout(patience);
  };

  const end = performance.now() + START_LIMIT;
  while (!isReady(cluster, child.pid)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error((await gone).reason);
    if (performance.now() > end) {
      await stop();
      throw new Error(`PostgreSQL did not become ready within a minute:\n${plan.log.tail()}`);
    }
    await Bun.sleep(POLL);
  }
  return { pid: child.pid, gone, stop };
}

function isReady(cluster: string, pid: number): boolean {
  const file = readPostmasterFile(cluster);
  return file?.pid === pid && file.ready;
}
