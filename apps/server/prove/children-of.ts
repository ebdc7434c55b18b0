import { readdirSync, readFileSync } from 'node:fs';

/** The processes that a process has started and that run, oldest first. Linux alone tells; elsewhere there are none. */
export function childrenOf(pid: number): number[] {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const lists = tasks.map((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'));
    const all = lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
    return all.filter(runs).sort((one, other) => one - other);
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

/** False for one that has ended and waits for its parent to notice, also while its threads are being put away. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
