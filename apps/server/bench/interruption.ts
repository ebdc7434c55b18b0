const interruption = new AbortController();

/** Aborted by Ctrl-C and by SIGTERM, so that whatever runs is undone by `await using` on the way out. */
export const interrupted: AbortSignal = interruption.signal;

/** Why everything ends early. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

const interruptedPromise = new Promise<never>((_, reject) => {
  interrupted.addEventListener('abort', () => reject(interrupted.reason));
});
// Raced below; where nobody races, nobody minds.
interruptedPromise.catch(() => {});

/** To be called once, by the program: importing this changes nothing. */
export function heedInterruptions(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => interruption.abort(new Interrupted(`ended by ${signal}`)));
  }
}

/** The same promise, or `Interrupted` as soon as someone interrupts. */
export function untilInterrupted<Result>(promise: Promise<Result>): Promise<Result> {
  return Promise.race([interruptedPromise, promise]);
}
