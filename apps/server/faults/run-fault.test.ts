import { expect, test } from 'bun:test';
import { killPostgres } from './breaking/kill-postgres';
import type { Fault } from './fault';
import { runFault } from './run-fault';

test('a database that forgets what it has acknowledged is found out', async () => {
  const forgetful: Fault = {
    ...killPostgres,
    // What is committed stays in memory for ten seconds, however much it is, which SIGKILL takes away.
    postgres: {
      synchronous_commit: 'off',
      wal_writer_delay: '10s',
      wal_writer_flush_after: '2GB',
      wal_buffers: '64MB',
    },
    async run(scene, load) {
      await scene.postgres.sql`CHECKPOINT`;
      await Bun.sleep(1500);
      await killPostgres.run(scene, load);
    },
  };
  const { findings } = await runFault(forgetful, { before: 100, calm: 500 }, 'silent');
  expect(findings.map(({ rule }) => rule)).toContain('acknowledged and lost');
}, 120_000);
