import { availableParallelism } from 'node:os';
import { ownPostgres } from './postgres';

/** Each is a Bun and a Postgres, and a file is not divided. */
const mostProcesses = 4;

/**
 * `bun run test:parallel`: what `bun test` runs, by a process for each processor. Each has a Postgres of its own for all of its files, which
 * `bun test --parallel` alone would start and stop for each file.
 */
const starting = await Promise.allSettled(
  Array.from({ length: Math.min(mostProcesses, availableParallelism()) }, () => ownPostgres()),
);
const servers = starting.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
try {
  for (const each of starting) if (each.status === 'rejected') throw each.reason;
  const run = Bun.spawn(
    [process.execPath, 'test', `--parallel=${servers.length}`, '--no-isolate', ...Bun.argv.slice(2)],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...Bun.env, VISAGE_TEST_POSTGRES: JSON.stringify(servers) } },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => run.kill(signal));
  process.exitCode = await run.exited;
} finally {
  await Promise.all(servers.map(({ stop }) => stop()));
}
