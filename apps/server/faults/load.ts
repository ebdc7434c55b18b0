import { createAsking } from '../prove/asking';
import { createBoard } from '../prove/board';
import { read } from '../prove/readers';
import { createSending } from '../prove/sending';
import { sleepUnless } from '../prove/sleep-unless';
import { createWork } from '../prove/work';
import { createRandom } from '../src/drawing/random';
import { createDiary, type Diary } from './diary';
import { createEditor, type Editor } from './editor';
import { createNewcomers, type Newcomers } from './newcomers';
import { createOwner, type Owner } from './owner';
import { type Account, signUp } from './people';
import type { Scene } from './scene';
import { seedStillPeople } from './still-people';

/** Everyone who uses Visage while things break. */
export interface Load {
  diary: Diary;
  owners: Owner[];
  editors: Editor[];
  newcomers: Newcomers;
  /** Someone of whom nothing is asked, for a fault to act as. */
  guest: Account;
  /** Of pictures that never change, and are seldom asked for. */
  stillRoutes: readonly string[];
  /** Rejects when one of them can't go on, which is a defect of theirs. */
  failure: Promise<never>;
  /** Resolves when what is under way has come to its end. */
  stop(): Promise<void>;
}

const counts = { owners: 8, editors: 3, hotReaders: 6, coldReaders: 2 };
/** Between two cold pictures of one reader, in milliseconds. */
const coldPause = [30, 90] as const;

export async function startLoad({ visage, postgres }: Scene): Promise<Load> {
  const diary = createDiary();
  const board = createBoard();
  const still = await seedStillPeople(postgres.sql);
  for (const change of still) diary.changed(change);
  const stillRoutes = still.flatMap(({ after }) => Object.keys(after));
  const sending = createSending([visage], { sent: () => {} });
  let marks = 0;
  const newMark = () => {
    marks += 1;
    return marks;
  };
  const parts = { sending, diary, newMark, settled: board.changed };
  const [guest, ...accounts] = await Promise.all([
    signUp(sending),
    ...Array.from({ length: counts.owners + counts.editors }, () => signUp(sending)),
  ]);
  const owners = accounts
    .slice(0, counts.owners)
    .map((account, at) => createOwner(account, { ...parts, random: createRandom(`owner ${at}`) }));
  const editors = accounts
    .slice(counts.owners)
    .map((account, at) => createEditor(account, sending, diary, createRandom(`editor ${at}`)));
  const newcomers = createNewcomers(sending, diary, createRandom('newcomers'));
  // Before anyone asks for them.
  await Promise.all(owners.map((owner) => owner.upload()));

  const stopping = new AbortController();
  const work = createWork();
  const asking = (kind: 'hot picture' | 'cold picture') => createAsking([visage.base], diary.recorder(kind));
  for (const each of [...owners, ...editors, newcomers]) work.add(each.run(stopping.signal));
  for (let at = 0; at < counts.hotReaders; at += 1) {
    const readers = { asking: asking('hot picture'), board, random: createRandom(`reader ${at}`) };
    work.add(read(0, readers, stopping.signal));
  }
  for (let at = 0; at < counts.coldReaders; at += 1) work.add(readAll(at));

  /** One after the other, so that each has long been let go of when it is asked for again. */
  async function readAll(first: number): Promise<void> {
    const random = createRandom(`cold reader ${first}`);
    const { ask } = asking('cold picture');
    for (let at = first; !stopping.signal.aborted; at += counts.coldReaders) {
      await ask({ process: 0, route: stillRoutes[at % stillRoutes.length] ?? '' });
      await sleepUnless(stopping.signal, random.between(...coldPause));
    }
  }

  return {
    ...{ diary, owners, editors, newcomers, guest, stillRoutes },
    failure: work.failure,
    async stop() {
      stopping.abort();
      await work.over();
    },
  };
}
