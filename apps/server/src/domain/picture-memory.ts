import { type Answers, createAnswers } from '../memory/answers';
import { type ByteCache, createByteCache, type Held } from '../memory/byte-cache';
import type { Moment } from '../memory/lease';
import type { File, ShownPicture } from '../storage/shown-picture';
import type { Showing } from './showing';

/** What a process remembers of pictures. */
export interface PictureMemory {
  /** Answers without their bytes. */
  answers: Answers<Remembered>;
  /** Bytes of one digest are never other bytes, so these need no one to vouch for them. */
  bytes: { find(digest: string): Held<Uint8Array> | undefined; keep(file: Pick<File, 'digest' | 'data'>): void };
  /** How often it could answer, or the database was asked. What is sent from memory at once is not among them. */
  lookUps: { hits: number; misses: number };
  /** Bytes that it holds. */
  held(): { answers: number; pictures: number };
  now(): Moment;
}

export interface Remembered {
  /** Null: there is no such user. */
  shown: ShownPicture | Showing | null;
  /** As anyone may see it; null where it is not public. */
  showing: Showing | null;
}

/** Of the capacity: for answers without bytes, which are small, so that many more 304s than pictures come from memory. */
const answersShare = 0.25;
/** What an array takes beside its bytes. */
const arrayBytes = 128;

/** @param capacity of it all, in bytes; 0 remembers nothing */
export function createPictureMemory(capacity: number, now: () => Moment): PictureMemory {
  const bytes: ByteCache<Uint8Array> = createByteCache(capacity * (1 - answersShare));
  const answers: Answers<Remembered> = createAnswers(capacity * answersShare);
  return {
    answers,
    bytes: {
      find: bytes.find,
      keep({ digest, data }) {
        if (data) bytes.set(digest, data, data.byteLength + arrayBytes);
      },
    },
    lookUps: { hits: 0, misses: 0 },
    held: () => ({ answers: answers.bytes, pictures: bytes.bytes }),
    now,
  };
}
