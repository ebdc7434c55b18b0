import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Linux's niceness of the threads that work on pictures: a tenth of the processor for them where requests want all of it. */
const niceness = 10;

/** As Bun and libvips name their threads. Bun's also hash passwords and read files, which may wait as well. */
const workers = /^(Bun Pool|libvips)/;

/**
 * Gives way to requests: the threads that decode and encode get the processor after the one that answers. Without this, hot
 * pictures wait behind uploads wherever there are as many threads at work as cores (measured by the row of `bun run bench uploads`).
 *
 * To be called at the start of each job, since threads come as they are needed; those that a thread starts inherit its
 * niceness. Linux alone gives each thread one of its own (setpriority(2), "C library/kernel differences"); elsewhere nothing is done.
 */
export function createGivingWay(): () => void {
  if (process.platform !== 'linux') return () => {};
  let known = new Set<string>();
  return () => {
    try {
      // Only those that are there: an id is given again once its thread has ended.
      known = new Set(readdirSync('/proc/self/task').filter((thread) => known.has(thread) || givesWay(thread)));
    } catch {
      // No /proc: pictures are worked on as well, only no later than requests.
    }
  };
}

/** False for one that does other work, or has not taken its name yet. */
function givesWay(thread: string): boolean {
  try {
    if (!workers.test(readFileSync(`/proc/self/task/${thread}/comm`, 'utf8'))) return false;
    setPriority(Number(thread), niceness);
    return true;
  } catch {
    // It has ended already.
    return false;
  }
}
