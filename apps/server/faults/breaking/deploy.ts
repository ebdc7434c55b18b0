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
      // The other may go when this one's successor answers.
      await replaced([pid]);
      await Bun.sleep(500);
    }
  },
};
