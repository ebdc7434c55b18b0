import type { Fault } from '../fault';

const hour = 3_600_000;

export const stepClock: Fault = {
  name: 'step-clock',
  does: 'the clock of Visage (not of Postgres) set 5 hours ahead, 5 hours behind, and right again, while in use',
  holds: 'Nobody is refused or signed out. Dates and validators are those of the database.',
  refuses: [],
  clock: true,
  async run({ clock }) {
    for (const ahead of [5 * hour, -5 * hour, 0]) {
      clock?.set(ahead);
      await Bun.sleep(2000);
    }
  },
};
