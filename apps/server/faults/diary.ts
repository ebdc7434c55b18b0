import type { Recorder } from '../prove/asking';
import type { Answer, Change, History } from '../prove/history';
import type { Sent } from '../prove/sending';
import { createSights } from '../prove/sights';
import { type Kind, type Outcome, outcomeOfAnswer, outcomeOfSent } from './outcome';

/** Writes down what everyone asked for and got. */
export interface Diary {
  outcomes: Outcome[];
  /** For the judge of stale pictures. */
  history: History;
  /** Of those who ask for pictures. */
  recorder(kind: Kind): Recorder;
  /** What came of a request begun at `start`. */
  sent(kind: Kind, start: number, sent: Sent, unsure?: boolean): void;
  /** Must be told when it is asked for; `ack` and what it brought may be filled in later. */
  changed(change: Change): void;
}

export function createDiary(): Diary {
  const outcomes: Outcome[] = [];
  const answers: Answer[] = [];
  const changes: Change[] = [];
  const sights = createSights();
  return {
    outcomes,
    history: { answers, changes, marks: sights.marks },
    recorder: (kind) => ({
      async record(answer, bytes) {
        outcomes.push(outcomeOfAnswer(kind, answer));
        await sights.see(answer, bytes);
        // Which process answers isn't known where several share a port: as if each answer came from another one, so that only
        // what holds between processes is asked for.
        answers.push({ ...answer, process: answers.length });
      },
    }),
    sent: (kind, start, sent, unsure = false) => void outcomes.push({ ...outcomeOfSent(kind, start, sent), unsure }),
    changed: (change) => void changes.push(change),
  };
}
