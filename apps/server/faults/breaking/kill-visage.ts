import type { Fault } from '../fault';

export const killVisage: Fault = {
  name: 'kill-visage',
  does: 'SIGKILL to a process of Visage that shares its port with another, three times, during uploads',
  holds: 'Only who was connected to it gets no answer; the other goes on, and it is replaced.',
  refuses: [],
  endsWorkers: 'abruptly',
  async run({ workers, replaced }) {
    for (const turn of [0, 1, 0]) {
      const pid = workers()[turn];
      if (pid === undefined) throw new Error('there is nobody to kill');
      process.kill(pid, 'SIGKILL');
      await replaced([pid]);
      await Bun.sleep(500);
    }
  },
};
