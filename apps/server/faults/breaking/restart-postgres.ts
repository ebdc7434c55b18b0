import type { Fault } from '../fault';

export const restartPostgres: Fault = {
  name: 'restart-postgres',
  does: 'Postgres stopped as an operator would and started again, three times within 3 s',
  holds: 'It is found again each time.',
  refuses: 'all',
  async run({ postgres }) {
    for (let times = 0; times < 3; times += 1) {
      await postgres.stop();
      await postgres.revive();
      await Bun.sleep(1000);
    }
  },
};
