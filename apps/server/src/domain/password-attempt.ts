import { isUnavailable } from '../storage/unavailable';

/** A try at a password, counted as a failure from the start. */
export interface PasswordAttempt {
  /** Takes the failure back: it was none. */
  succeeded(): Promise<void>;
}

/** When taking a failure back is tried again, in milliseconds. All of it lies well within the quarter of an hour that failures count for. */
const pauses = [0, 500, 1000, 2000, 4000, 8000, 16_000, 32_000];

/**
 * What `answer` comes to. The attempt stays a failure only where it `wasWrong`: not where the database failed before that was known, and
 * not for want of a database that takes the failure back just now; then that is seen to later, and nobody waits for it.
 */
export async function countingFailures<Answer>(
  attempt: PasswordAttempt,
  answer: () => Promise<Answer>,
  wasWrong: (answer: Answer) => boolean | Promise<boolean>,
  sleep: (ms: number) => Promise<void> = unhurried,
): Promise<Answer> {
  let answered: Answer;
  try {
    answered = await answer();
  } catch (error) {
    if (isUnavailable(error)) takeBackLater(attempt, sleep);
    throw error;
  }
  if (!(await wasWrong(answered))) {
    await attempt.succeeded().catch((error) => {
      if (!isUnavailable(error)) throw error;
      takeBackLater(attempt, sleep);
    });
  }
  return answered;
}

/** As well as it can be: a failure too many is forgotten by itself. */
async function takeBackLater(attempt: PasswordAttempt, sleep: (ms: number) => Promise<void>): Promise<void> {
  for (const pause of pauses) {
    await sleep(pause);
    const isDone = await attempt.succeeded().then(
      () => true,
      (error) => !isUnavailable(error),
    );
    if (isDone) return;
  }
}

/** Keeps no process from ending. */
function unhurried(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
