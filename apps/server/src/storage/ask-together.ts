interface Waiting<Question, Answer> {
  question: Question;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Asks in one statement what is asked for in the same turn of the event loop: a burst costs one round trip, not one each, and no
 * answer is older than its question.
 * @param ask answers in the order of the questions; when it fails, it fails for each
 * @param most questions in one statement, so that none grows without bound
 */
export function askTogether<Question, Answer>(
  ask: (questions: Question[]) => Promise<Answer[]>,
  most: number,
): (question: Question) => Promise<Answer> {
  let waiting: Waiting<Question, Answer>[] = [];

  async function settle(together: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await ask(together.map(({ question }) => question));
      for (const [at, { resolve }] of together.entries()) resolve(answers[at] as Answer);
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }

  function askAll(): void {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += most) void settle(all.slice(from, from + most));
  }

  return (question) =>
    new Promise((resolve, reject) => {
      // After the requests that have come in already have each been looked at once.
      if (waiting.length === 0) setImmediate(askAll);
      waiting.push({ question, resolve, reject });
    });
}
