import postgres from 'postgres';
import type { Fault } from '../fault';

/** More than Visage needs, so that all is well before. */
const connections = 50;

export const exhaustConnections: Fault = {
  name: 'exhaust-connections',
  does: 'somebody else takes every connection that Postgres allows, those of Visage too, for 4 s',
  holds: 'Visage asks for connections until it gets some.',
  refuses: 'all',
  postgres: { max_connections: String(connections) },
  async run({ postgres: { sql, connectionAt }, line }) {
    const options = { ...connectionAt(line.port), max: 1, connect_timeout: 2, backoff: () => 0.05, onnotice: () => {} };
    const greedy = Array.from({ length: connections }, () => postgres(options));
    const end = performance.now() + 4000;
    while (performance.now() < end) {
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'visage%'
        AND application_name <> 'visage prove'`;
      // Whoever is refused tries again in the next round.
      await Promise.allSettled(greedy.map((each) => each`SELECT 1`));
    }
    await Promise.all(greedy.map((each) => each.end({ timeout: 0 })));
  },
};
