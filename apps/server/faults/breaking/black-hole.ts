import type { Fault } from '../fault';

export const blackHole: Fault = {
  name: 'black-hole',
  does: 'what is sent between Visage and Postgres is swallowed for 3 s, then comes late; then again, and is lost',
  holds: 'Nobody waits for the 3 s, though no connection ends.',
  short: true,
  refuses: 'all',
  async run({ line }) {
    line.set('all', 'shut');
    await Bun.sleep(3000);
    line.set('all', 'open');
    await Bun.sleep(2000);
    line.set('all', 'shut');
    await Bun.sleep(3000);
    line.cut('all');
    line.set('all', 'open');
  },
};
