import type { Answers, Brought, Reading, Recollection } from './answers';
import { elapsed, type Moment } from './lease';

/** What a read of the database brings, with what is handed on to who asked and not remembered. */
export interface BroughtWith<Answer, Extra> extends Brought<Answer> {
  extra: Extra;
}

/** What memory is asked. May be put again and again. */
export interface Recall<Answer, Extra> {
  /** Two questions with the same key have the same answer. */
  key: string;
  /** The version that the asker names, if any: never answered from what was learnt before it was issued. */
  version: string | null;
  versionOf(answer: Answer): string | null;
  /** What goes with a remembered answer; undefined where that is no longer at hand, and the answer is of no use. */
  extraFor(answer: Answer): Extra | undefined;
}

/** One question, put by a request that has just come in. */
export interface Question<Answer, Extra> extends Recall<Answer, Extra> {
  /** Two with the same key and the same of this want the same extras. */
  wanted: string;
  /** Asks the database. `known`: what is remembered, though not vouched for. */
  read(known: Answer | undefined): Promise<BroughtWith<Answer, Extra>>;
}

/** What memory has, and the place it has it in. */
export interface Found<Answer, Extra> {
  readonly answer: Answer;
  readonly extra: Extra;
  readonly recollection: Recollection<Answer>;
}

/** Answers questions from memory where that may be vouched for, else from the database. */
export interface Recollect<Answer, Extra> {
  /** Undefined where the database must be asked. */
  now(recall: Recall<Answer, Extra>): Found<Answer, Extra> | undefined;
  /** Whether what `now` found would be found again. */
  isStill(found: Found<Answer, Extra>): boolean;
  /** See `Answers`: whether all that was found at this revision would be found again, told without looking at any of it. */
  isAllStill(revision: number): boolean;
  revision(): number;
  find(question: Question<Answer, Extra>): Promise<{ answer: Answer; extra: Extra }>;
}

/** What a read brings may be shown this long after it began, in milliseconds; well within the promise of 2 s. */
const sharedFor = 1000;

interface Flight<Answer, Extra> {
  reading: Reading;
  began: Moment;
  brought: Promise<BroughtWith<Answer, Extra>>;
}

export function createRecollect<Answer, Extra>(
  answers: Answers<Answer>,
  clock: () => Moment,
): Recollect<Answer, Extra> {
  const flights = new Map<string, Flight<Answer, Extra>>();

  function recall({ key, version, versionOf, extraFor }: Recall<Answer, Extra>): {
    known?: Answer;
    found?: Found<Answer, Extra>;
  } {
    const recollection = answers.recall(key);
    if (recollection === undefined) return {};
    const { answer, outdated } = recollection;
    if (!answers.vouchesFor(recollection, clock())) return { known: answer };
    // A version unknown here may have been issued by another process a moment ago (SPEC 9.2).
    if (version !== null && version !== versionOf(answer) && !outdated.has(version)) return { known: answer };
    const extra = extraFor(answer);
    return extra === undefined ? { known: answer } : { known: answer, found: { answer, extra, recollection } };
  }

  async function read(question: Question<Answer, Extra>, reading: Reading, known: Answer | undefined) {
    const { key, version } = question;
    try {
      const brought = await question.read(known);
      answers.keep(reading, key, brought);
      if (version !== null && version !== brought.version) answers.outdate(key, version);
      return brought;
    } finally {
      answers.done(reading);
    }
  }

  function flightFor(question: Question<Answer, Extra>, known: Answer | undefined): Flight<Answer, Extra> {
    // With the version, so that nobody who names one shares a read that may have begun before it was issued.
    const name = JSON.stringify([question.key, question.wanted, question.version]);
    const under = flights.get(name);
    const now = clock();
    if (under && elapsed(under.began, now) < sharedFor) return under;
    const reading = answers.begin();
    const brought = read(question, reading, known).finally(() => {
      if (flights.get(name) === flight) flights.delete(name);
    });
    const flight = { reading, began: now, brought };
    flights.set(name, flight);
    return flight;
  }

  return {
    now: (question) => recall(question).found,
    isStill: ({ recollection }) => answers.vouchesFor(recollection, clock()),
    isAllStill: (revision) => revision === answers.revision() && answers.vouches(clock()),
    revision: answers.revision,
    async find(question) {
      // A change may be answered while the read is under way, or what was read wait its turn to be made into a rendition: the response
      // starts afterwards, and must show it. Each turn takes another change of the same user.
      for (;;) {
        const { known, found } = recall(question);
        if (found) return found;
        const { reading, began, brought } = flightFor(question, known);
        const { answer, extra, names } = await brought;
        if (!reading.isOvertakenFor(names) && elapsed(began, clock()) < sharedFor) return { answer, extra };
      }
    },
  };
}
