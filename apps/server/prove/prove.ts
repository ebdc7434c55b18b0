import { createRandom } from '../src/drawing/random';
import { createAsking } from './asking';
import { createBoard } from './board';
import { type Cluster, startCluster } from './cluster';
import { createFamily } from './family';
import { torment } from './nemesis';
import { createNotebook, type Notebook } from './notebook';
import { probe, read } from './readers';
import { createSending } from './sending';
import { sleepUnless } from './sleep-unless';
import { createWork, type Work } from './work';

export interface Plan {
  /** How long all of it may take, start and end included. */
  seconds: number;
  /** Every random choice follows from it, if not what comes of it. */
  seed: string;
  /** Whether anything is broken. */
  faults: boolean;
  /** Whether the last process is spoken to through one that answers from a stale memory. */
  liar: boolean;
  /** Of the processes. */
  logLevel: string;
}

const families = 10;
const readersOfEach = 6;
/** What is kept for the end: changes under way are seen through, everyone is asked once more. In milliseconds. */
const ending = 10_000;
/** However long the start has taken. */
const leastLoad = 3000;
const roundEvery = 5000;
const agreedWithin = 2500;
/** How long what goes on may take to stop after something has failed, in milliseconds. */
const letGo = 15_000;

/**
 * Starts a database and three Visages that reach it by lines of ours, changes pictures, asks for them, breaks things, and
 * has everything judged; `judged` is told of each round. Ends early, and as tidily, when `stopping` is aborted. Nothing is left behind.
 */
export async function prove(
  plan: Plan,
  stopping: AbortSignal,
  judged: (book: Notebook) => void = () => {},
): Promise<Notebook> {
  const end = performance.now() + plan.seconds * 1000 - ending;
  await using cluster = await startCluster(plan);
  const deadline = Math.max(end, performance.now() + leastLoad);
  const book = createNotebook(cluster.processes.length);
  const work = createWork();
  for (const { ended } of cluster.processes) ended.then(work.fail);
  const judging = setInterval(() => {
    book.round();
    judged(book);
  }, roundEvery);
  const [writing, reading] = [new AbortController(), new AbortController()];
  try {
    const written = startWriting(plan, cluster, { book, work, writing: writing.signal, reading: reading.signal });
    await Promise.race([sleepUnless(stopping, deadline - performance.now()), work.failure]);
    writing.abort();
    await Promise.race([written, work.failure]);
    await Promise.race([sleepUnless(stopping, agreedWithin), work.failure]);
    reading.abort();
    await Promise.race([work.over(), work.failure]);
  } catch (error) {
    book.breakdown = error instanceof Error ? error.message : String(error);
  } finally {
    clearInterval(judging);
    writing.abort();
    reading.abort();
    await Promise.race([work.over(), Bun.sleep(letGo)]);
  }
  book.round();
  return book;
}

interface Run {
  book: Notebook;
  work: Work;
  /** Aborted when no more changes are to be begun, and nothing broken. */
  writing: AbortSignal;
  reading: AbortSignal;
}

/** Sets everyone to work; resolves when all changes are done. */
async function startWriting({ seed, faults }: Plan, { postgres, processes }: Cluster, run: Run): Promise<void> {
  const { book, work } = run;
  const count = processes.length;
  const board = createBoard();
  const asking = createAsking(
    processes.map(({ base }) => base),
    book,
  );
  const sending = createSending(processes, book);
  let marks = 0;
  const newMark = () => {
    marks += 1;
    return marks;
  };
  const written = Array.from({ length: families }, (_, at) => {
    const family = createFamily({
      ...{ name: `f${at}`, processes: count, sending, sql: postgres.sql, newMark },
      random: createRandom(`${seed} family ${at}`),
      begun: book.begun,
      settled(change) {
        book.settled(change);
        board.changed(change);
        if (Number.isFinite(change.ack)) work.add(probe(change, count, { asking, board }));
      },
    });
    return family.run(run.writing);
  });
  for (const each of written) work.add(each);
  for (let at = 0; at < count * readersOfEach; at += 1) {
    const random = createRandom(`${seed} reader ${at}`);
    work.add(read(at % count, { asking, board, random }, run.reading));
  }
  if (faults) work.add(torment({ processes, postgres }, createRandom(`${seed} faults`), run.writing, book.fault));
  await Promise.all(written);
}
