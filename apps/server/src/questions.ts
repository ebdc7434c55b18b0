/** Questions put to another process, and its answers as they come in. */
export interface Questions<Answer> {
  /** Null when no answer comes in time, or the other process can't be asked. */
  ask(): Promise<Answer | null>;
  answered(id: number, answer: Answer): void;
}

/**
 * @param send sends a question of this id
 * @param within milliseconds
 */
export function createQuestions<Answer>(send: (id: number) => void, within: number): Questions<Answer> {
  const waiting = new Map<number, (answer: Answer | null) => void>();
  let last = 0;
  return {
    ask() {
      last += 1;
      const id = last;
      const { promise, resolve } = Promise.withResolvers<Answer | null>();
      waiting.set(id, resolve);
      const timer = setTimeout(resolve, within, null);
      try {
        send(id);
      } catch {
        // It has just ended.
        resolve(null);
      }
      return promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(id);
      });
    },
    answered: (id, answer) => waiting.get(id)?.(answer),
  };
}
