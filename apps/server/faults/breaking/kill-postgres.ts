import type { Fault } from '../fault';

export const killPostgres: Fault = {
  name: 'kill-postgres',
  does: 'SIGKILL to Postgres during uploads, back after 1.5 s, twice',
  holds: 'What was being changed has happened or not; nobody waits for the database to be back.',
  short: true,
  refuses: 'all',
  async run({ postgres }) {
    for (const last of [false, true]) {
      await postgres.kill();
      await Bun.sleep(1500);
      await postgres.revive();
      if (!last) await Bun.sleep(2000);
    }
  },
};
