import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The clock that processes of Visage see, which can be set while they run. */
export interface Clock {
  /** What the processes are started with. */
  environment: Record<string, string>;
  preload: string;
  /** From now on it is ahead of the true one by so many milliseconds; less than none: behind. */
  set(ahead: number): void;
}

/** The processes share a file of eight bytes with us, which `shifted-clock.ts` looks into whenever somebody asks for the time. */
export function createClock(directory: string): Clock {
  const file = join(directory, 'clock');
  writeFileSync(file, new Uint8Array(8));
  const bytes = Bun.mmap(file);
  const shift = new Float64Array(bytes.buffer, bytes.byteOffset, 1);
  return {
    environment: { FAULTS_CLOCK: file },
    preload: join(import.meta.dir, 'shifted-clock.ts'),
    set(ahead) {
      shift[0] = ahead;
    },
  };
}
