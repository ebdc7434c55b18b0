import { Refusal } from '@visage/contract/errors';
import { createPictures } from '../domain/pictures';
import type { Settings } from '../env';
import { createImaging } from '../imaging/imaging';
import type { Database } from '../storage/database';
import { createPeopleStore, type PeopleStore } from '../storage/people-store';
import { createPictureStore } from '../storage/picture-store';
import { countOf, createProgress } from './progress';

/** A picture from elsewhere, on its way to someone here. */
export interface IncomingPicture {
  /** What it is called where it comes from, for the summary. */
  label: string;
  /** Finds whose it is, or makes them; a sentence where that can't be. */
  owner(people: PeopleStore): Promise<{ id: string } | string>;
  /** Read when its turn comes. Its kind is told by its bytes, whatever was said of it. */
  read(): Promise<Uint8Array>;
  /** In bytes: too large a file isn't read. */
  size: number;
}

export interface IncomingOptions {
  /** People who have a picture get the one that comes. */
  replace: boolean;
}

/** As many as imaging works on at once. */
const atOnce = 2;

/**
 * Takes pictures in, each as if its owner had uploaded it. Whoever has one already keeps it, and nothing is read or decoded for them: that is
 * what makes it cheap to run again. What is refused is said, and why, and stands in nobody's way.
 */
export async function takeIn(
  pictures: AsyncIterable<IncomingPicture>,
  database: Database,
  settings: Settings,
  { replace }: IncomingOptions,
): Promise<void> {
  // Nothing is remembered here; a Visage that runs hears of it from the database.
  const store = createPictureStore(database.db, () => {});
  const service = createPictures(store, createImaging({ atOnce }), settings.maxUploadBytes);
  const people = createPeopleStore(database.db);
  const progress = createProgress();
  const count = { taken: 0, had: 0, refused: 0 };

  async function take({ owner, read, size }: IncomingPicture): Promise<string | null> {
    const found = await owner(people);
    if (typeof found === 'string') return found;
    if (!replace && (await people.hasPicture(found.id))) {
      count.had += 1;
      return null;
    }
    if (size > settings.maxUploadBytes)
      return `The file is too large: ${size} bytes, of at most MAX_UPLOAD_BYTES=${settings.maxUploadBytes}.`;
    const caller = { kind: 'session' as const, userId: found.id, isAdmin: false, signedInAt: new Date() };
    await service.upload(caller, found.id, { file: await read() });
    count.taken += 1;
    return null;
  }

  async function worker(source: AsyncIterator<IncomingPicture>): Promise<void> {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      const sentence = await take(next.value).catch((error) => {
        if (error instanceof Refusal) return error.message;
        throw error;
      });
      if (sentence !== null) {
        count.refused += 1;
        console.log(`  ${next.value.label}: ${sentence}`);
      }
      progress.at(() => `${countOf(count.taken, 'picture')} taken in, ${count.had} had one, ${count.refused} refused`);
    }
  }

  const source = pictures[Symbol.asyncIterator]();
  await Promise.all(Array.from({ length: atOnce }, () => worker(source)));
  progress.done(
    `${countOf(count.taken, 'picture')} taken in; ${countOf(count.had, 'person', 'people')} had one already and ${count.had === 1 ? 'keeps' : 'keep'} it; ` +
      `${count.refused} refused${count.refused > 0 ? ', named above' : ''}.`,
  );
}
