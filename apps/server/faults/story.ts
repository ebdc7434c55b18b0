import type { History } from '../prove/history';
import type { Aftermath } from './aftermath';
import type { Outcome } from './outcome';

/** Monotonic milliseconds. */
export interface Times {
  /** From when on everyone was at work. */
  begun: number;
  broken: number;
  mended: number;
  over: number;
}

/** What happened while something was broken: the whole input of the judge. */
export interface Story {
  times: Times;
  outcomes: readonly Outcome[];
  history: History;
  aftermath: Aftermath;
  /** When processes of Visage have ended, in monotonic milliseconds. */
  deaths: readonly number[];
  /** Whether the processes that answer in the end are others than at first. */
  replaced: boolean;
  /** Why it could not go on to its end, if so. */
  breakdown: string | null;
}
