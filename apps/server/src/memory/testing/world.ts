import type { Scheduler } from 'fast-check';
import { type Answers, createAnswers } from '../answers';
import type { Moment } from '../lease';
import { createRecollect, type Found, type Recall } from '../recollect';

/** What a process may do to one of its memories to be wrong on purpose: a check that finds nothing in these proves nothing. */
export type Spoil = (answers: Answers<Shown>) => Answers<Shown>;

/** What one user shows: the number of the commit that made it so. Names, versions and bytes follow from it. */
export interface Shown {
  user: string;
  commit: number;
}

/** One response, and the oldest commit that it might show. */
export interface Response {
  user: string;
  shown: number;
  bytes: string;
  atLeast: number;
  why: string;
}

interface Commit {
  user: string;
  number: number;
  /** When, and by which process, the call that made it was answered. */
  acknowledged: { at: number; by: number } | null;
}

interface Extra {
  bytes: string;
  /** The last commit of its own that the process had answered when this was read. */
  ownWhenRead: number;
}

type Notice = { change: string } | { beat: Moment };

const promised = 2000;

/**
 * A database, and processes that remember what it holds, in which every step that takes time is one that fast-check's scheduler
 * puts in an order of its own: reads (that see the database at some moment between), notices (in order, at any speed), answers to
 * those who change something. Time passes only by `pass`.
 */
export function createWorld(scheduler: Scheduler, users: readonly string[], processCount: number, spoil: Spoil) {
  const commits: Commit[] = users.map((user, number) => ({ user, number, acknowledged: { at: -1e9, by: -1 } }));
  const responses: Response[] = [];
  let truth = 0;
  let clock: Moment = { monotonic: 0, wall: 1e12 };

  const current = (user: string) => commits.findLast((commit) => commit.user === user)?.number ?? -1;
  const step = (label: string) => scheduler.schedule(Promise.resolve(), label);
  const everyLine = (notice: Notice) => {
    for (const each of processes) each.send(notice);
  };

  function createProcess(id: number) {
    const answers = spoil(createAnswers<Shown>(1e6));
    const recollect = createRecollect<Shown, Extra>(answers, () => clock);
    /** What was found before, held on to and used again for as long as it still is, by what was asked. */
    const prepared = new Map<string, { found: Found<Shown, Extra>; revision: number }>();
    let queue: Notice[] | null = null;
    let held = false;

    function send(notice: Notice): void {
      const line = queue;
      if (!line || held) return;
      line.push(notice);
      void step(`notice to ${id}`).then(() => {
        // In order, whichever of the steps comes first; what was on its way in a line that is gone never arrives.
        const next = line.shift();
        if (!next || line !== queue) return;
        if ('change' in next) answers.changed(next.change);
        else answers.proven(next.beat);
      });
    }

    const ownOf = (user: string) => commits.filter((each) => each.user === user && each.acknowledged?.by === id);

    /** As the picture route asks: of a URL that was asked for before, only whether what it has in hand still is. */
    function atOnce(recall: Recall<Shown, Extra>): Found<Shown, Extra> | undefined {
      const name = JSON.stringify([recall.key, recall.version]);
      const before = prepared.get(name);
      if (before && recollect.isAllStill(before.revision)) return before.found;
      const found = before && recollect.isStill(before.found) ? before.found : recollect.now(recall);
      if (found) prepared.set(name, { found, revision: recollect.revision() });
      return found;
    }

    async function read(user: string) {
      await step(`${id} asks the database`);
      const commit = current(user);
      await step(`the database answers ${id}`);
      const answer = { user, commit };
      // Answered here while this read was under way: the response starts afterwards, and must show it.
      const extra = { bytes: `bytes ${commit}`, ownWhenRead: ownOf(user).at(-1)?.number ?? -1 };
      return { answer, names: [user], version: `v${commit}`, extra };
    }

    return {
      send,
      open() {
        queue = [];
        held = false;
        answers.opened();
      },
      beat: () => send({ beat: clock }),
      /** The line is gone, and the process knows. */
      cut() {
        queue = null;
        answers.lost();
      },
      /** The line swallows everything from now on, and the process does not know. */
      blackHole() {
        held = true;
      },
      async commit(user: string) {
        const made: Commit = { user, number: commits.length, acknowledged: null };
        commits.push(made);
        everyLine({ change: user });
        await step(`${id} hears of its own commit`);
        answers.changed(user);
        made.acknowledged = { at: truth, by: id };
      },
      async ask(user: string, named: number | null) {
        const version = named === null ? null : `v${named}`;
        const started = truth;
        const due = commits.filter((commit) => commit.user === user && commit.acknowledged);
        const least = (why: string, those: Commit[]) => ({ why, atLeast: those.at(-1)?.number ?? -1 });
        const bounds = [
          least('9.1: what this process has answered', ownOf(user)),
          least(
            '9.2: the version named',
            due.filter(({ number }) => number === named),
          ),
          least(
            '9.3: two seconds',
            due.filter(({ acknowledged }) => (acknowledged?.at ?? truth) <= started - promised),
          ),
        ];
        const recall: Recall<Shown, Extra> = {
          key: user,
          version,
          versionOf: ({ commit }) => `v${commit}`,
          extraFor: ({ commit }) => ({ bytes: `bytes ${commit}`, ownWhenRead: -1 }),
        };
        const { answer, extra } =
          atOnce(recall) ?? (await recollect.find({ ...recall, wanted: '', read: () => read(user) }));
        bounds.push({ why: '9.1: what it answered meanwhile', atLeast: extra.ownWhenRead });
        const bound = bounds.reduce((one, other) => (other.atLeast > one.atLeast ? other : one));
        responses.push({ user, shown: answer.commit, bytes: extra.bytes, ...bound });
      },
    };
  }

  const processes = Array.from({ length: processCount }, (_, id) => createProcess(id));
  return {
    processes,
    responses,
    /** Of the commits whose callers know. */
    issuedTo: (user: string) => commits.filter((commit) => commit.user === user && commit.acknowledged),
    /** `asleep`: the monotonic clock stands still, as in a suspended machine. */
    pass(milliseconds: number, asleep = false) {
      truth += milliseconds;
      clock = { monotonic: clock.monotonic + (asleep ? 0 : milliseconds), wall: clock.wall + milliseconds };
    },
  };
}
