import type { Fault } from '../fault';

export const pausePostgres: Fault = {
  name: 'pause-postgres',
  does: 'SIGSTOP to all processes of Postgres for 4 s: connections stay open, and nothing comes on them',
  holds: 'Nobody waits for the 4 s.',
  refuses: 'all',
  async run({ postgres }) {
    const pids = postgres.pids();
    for (const pid of pids) signal(pid, 'SIGSTOP');
    await Bun.sleep(4000);
    for (const pid of pids) signal(pid, 'SIGCONT');
  },
};

/** To one that may have ended meanwhile, as those that serve a connection do. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
