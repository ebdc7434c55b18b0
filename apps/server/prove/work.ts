/** Things that go on side by side. The first that fails is told; what all of them come to is waited for. */
export interface Work {
  add(task: Promise<unknown>): void;
  /** Rejects when a task does, or when `fail` is called. Else it never settles. */
  failure: Promise<never>;
  fail(reason: unknown): void;
  /** Resolves when all are over, however. */
  over(): Promise<void>;
}

export function createWork(): Work {
  const tasks = new Set<Promise<unknown>>();
  const { promise: failure, reject: fail } = Promise.withResolvers<never>();
  // Who never looks at it is not to end the process.
  failure.catch(() => {});
  return {
    add(task) {
      const watched = task.catch(fail).finally(() => tasks.delete(watched));
      tasks.add(watched);
    },
    failure,
    fail,
    async over() {
      while (tasks.size > 0) await Promise.all(tasks);
    },
  };
}
