import type { Answer } from './history';
import { readMark } from './marked-picture';

/** Which picture the bytes of each digest show, for all that have been seen. */
export interface Sights {
  /** Looks at the bytes that came with an answer, unless the same were looked at before. */
  see(answer: Answer, bytes: Uint8Array | null): Promise<void>;
  marks: ReadonlyMap<string, number>;
}

export function createSights(): Sights {
  const marks = new Map<string, number>();
  return {
    async see({ reply }, bytes) {
      const body = reply?.body;
      if (!bytes || !body || marks.has(body)) return;
      const mark = await readMark(bytes);
      if (mark !== null) marks.set(body, mark);
    },
    marks,
  };
}
