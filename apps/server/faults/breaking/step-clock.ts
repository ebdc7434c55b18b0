import type { Fault } from '../fault';

const hour = 3_600_000;

export const stepClock: Fault = {
  name: 'step-clock',
  does: 'the clock of Visage (not of Postgres) set 5 hours ahead, 5 hours behind, and right again, while in use',
  holds: 'Nobody is refused or signed out. Dates and validators are those of the database.',
  refuses: [],
  clock: true,
  async run({ clock, visage }, { stillRoutes }) {
    for (const ahead of [5 * hour, -5 * hour, 0]) {
      clock?.set(ahead);
      const { headers } = await fetch(`${visage.base}${stillRoutes[0]}`);
      const seen = Date.parse(headers.get('date') ?? '') - Date.now();
      if (!(Math.abs(seen - ahead) < hour)) throw new Error(`the clock is ${seen} ms ahead, not ${ahead}`);
      await Bun.sleep(2000);
    }
  },
};
