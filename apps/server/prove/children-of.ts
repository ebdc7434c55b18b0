import { readdirSync, readFileSync } from 'node:fs';

/** The processes that a process has started and that still are, oldest first. Linux alone tells; elsewhere there are none. */
export function childrenOf(pid: number): number[] {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const lists = tasks.map((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'));
    return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number)).sort((one, other) => one - other);
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
