import { readSettings, runsAsScript, SettingsError } from './env';
import { createLog } from './log';
import { startVisage } from './start';
import { ClusterOfAnotherMajor } from './storage/embedded/cluster';
import { DataDirInUse } from './storage/embedded/data-dir-lock';
import { buildWebAppIfNeeded } from './web-build';
import { startWorkers } from './workers';

try {
  const settings = readSettings();
  const log = createLog(settings.logLevel);
  await buildWebAppIfNeeded(log);
  const visage = settings.workers > 1 ? await startWorkers(settings, log) : await startVisage(settings, { log });
  // Said whatever the log level: with PORT=0 there is no other way to know.
  log.child({}, { level: 'info' }).info({ url: visage.url }, `Visage is ready at ${visage.url}`);

  const stop = async (status: number) => {
    await visage.stop();
    process.exit(status);
  };
  // Ctrl-C reaches this process twice, from the terminal and from `bun start`: the second must not end it half-way.
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  if (runsAsScript()) void scriptRunnerGone().then(() => stop(0));
  await visage.failed;
  await stop(1);
} catch (error) {
  // What an operator can mend is said in a sentence; anything else is a defect and shows where.
  const expected = [SettingsError, DataDirInUse, ClusterOfAnotherMajor].some((kind) => error instanceof kind);
  console.error(expected ? (error as Error).message : error);
  process.exit(1);
}

/**
 * `bun start` forwards signals, but not the one that kills it. Left alone, Visage would then run on without anyone who knows
 * of it, holding its port and its data directory.
 */
async function scriptRunnerGone(): Promise<void> {
  const runner = process.ppid;
  while (process.ppid === runner) await Bun.sleep(500);
}
