import type { Fault } from '../fault';

export const deploy: Fault = {
  name: 'deploy',
  does: 'SIGTERM to each of the two processes that share a port, the second when the first is replaced',
  holds: 'No request fails, and no connection ends without an answer.',
  short: true,
  refuses: [],
  endsWorkers: 'gently',
  async run({ workers, replaced }) {
    for (const pid of workers()) {
      process.kill(pid, 'SIGTERM');
      await replaced([pid]);
      // It is there, and has to be ready before the other may go.
      await Bun.sleep(2000);
    }
  },
};
