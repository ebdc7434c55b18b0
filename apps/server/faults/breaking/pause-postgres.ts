import type { Fault } from '../fault';

export const pausePostgres: Fault = {
  name: 'pause-postgres',
  does: 'SIGSTOP to all processes of Postgres for 4 s: connections stay open, and nothing comes on them',
  holds: 'Nobody waits for the 4 s.',
  refuses: 'all',
  async run({ postgres }) {
    await postgres.pause();
    await Bun.sleep(4000);
    postgres.resume();
  },
};
