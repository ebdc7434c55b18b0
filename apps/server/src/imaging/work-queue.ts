import { Refusal } from '@visage/contract/errors';

export interface WorkQueue {
  /**
   * Runs `job` when enough places are free, in the order asked, and settles as it does.
   * @param places how many places the job takes, at most all of them
   * @throws Refusal 'busy' at once where the queue is full
   */
  run<Result>(job: () => Promise<Result>, places?: number): Promise<Result>;
}

export interface WorkQueueOptions {
  atOnce: number;
  queueLimit: number;
  /** Called as each job starts. */
  onStart?: () => void;
}

/** Pictures worked on at once take memory and cores, and so do those that wait: both are bounded. */
export function createWorkQueue({ atOnce, queueLimit, onStart = () => {} }: WorkQueueOptions): WorkQueue {
  const waiting: { places: number; start: () => void }[] = [];
  let free = atOnce;

  // The first in line waits for its places even where a later, smaller one would fit, or it might wait for ever.
  function startNext(): void {
    for (let next = waiting[0]; next && next.places <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.places;
      next.start();
    }
  }

  return {
    async run(job, wanted = 1) {
      const places = Math.min(wanted, atOnce);
      if (waiting.length > 0 || places > free) {
        if (waiting.length >= queueLimit)
          throw new Refusal('busy', 'Too many pictures are being worked on. Try again in a moment.', { retryAfter: 1 });
        await new Promise<void>((start) => waiting.push({ places, start }));
      } else {
        free -= places;
      }
      try {
        onStart();
        return await job();
      } finally {
        free += places;
        startNext();
      }
    },
  };
}
