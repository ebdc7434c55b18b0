import type { Fault } from '../fault';

export const cutNetwork: Fault = {
  name: 'cut-network',
  does: 'every connection to Postgres cut and new ones refused, for 3 s, twice',
  holds: 'Nobody waits for the line to be back.',
  refuses: 'all',
  async run({ line }) {
    for (const last of [false, true]) {
      line.setDown(true);
      await Bun.sleep(3000);
      line.setDown(false);
      if (!last) await Bun.sleep(2000);
    }
  },
};
