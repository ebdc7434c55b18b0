import postgres from 'postgres';
import type { Probe } from './silence';
import { watchedPool } from './watched-pool';

/**
 * Asks on a connection of its own, which goes when it is not used. `sql` must be of one connection. A refusal is an answer, too.
 *
 * Which processes are at work is only known of the very server that the pool speaks to. A pooler in between gives its connections
 * numbers of its own, and several hosts are several servers: then it is unknown.
 */
export function createProbe(sql: postgres.Sql): Probe {
  const [line] = watchedPool(sql).lines;
  if (!line) throw new Error('A probe needs a connection.');
  const isOneServer = (sql.options.host as unknown as string[]).length === 1;
  return {
    line,
    ask: (processes) =>
      // In one trip, and without a prepared statement, which through a pooler may be someone else's. Only numbers go in.
      sql.unsafe<{ pid: number; isMine: boolean }[]>(workingNow([0, ...processes])).then(
        (rows) => {
          const isDirect = rows.some(({ pid, isMine }) => isMine && pid === rows.state.pid);
          return isOneServer && isDirect ? new Set(rows.map(({ pid }) => pid)) : 'unknown';
        },
        (error) => (error instanceof postgres.PostgresError ? 'unknown' : null),
      ),
    giveUp: (error) => watchedPool(sql).giveUp(error),
  };
}

/** A process that waits for its client does not work for it, whether it has heard nothing or has said what did not arrive. */
const workingNow = (processes: readonly number[]) => `
  SELECT pid, pid = pg_backend_pid() AS "isMine" FROM pg_stat_activity
  WHERE pid = pg_backend_pid()
    OR (pid IN (${processes.map(Number).join()}) AND state NOT LIKE 'idle%' AND wait_event_type IS DISTINCT FROM 'Client')`;
