/** Tells how far a command has come, on standard error, so that standard output is free for what it brings. */
export interface Progress {
  /** Shows this now, or soon, in place of what was shown before. */
  at(text: () => string): void;
  /** The last word. */
  done(text: string): void;
}

/** In milliseconds: on a terminal a line that changes, elsewhere a line now and then. */
const often = { terminal: 100, elsewhere: 5000 };

export function createProgress(out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr): Progress {
  let last = performance.now();
  const clear = out.isTTY ? '\r\x1b[K' : '';
  return {
    at(text) {
      if (performance.now() - last < (out.isTTY ? often.terminal : often.elsewhere)) return;
      last = performance.now();
      out.write(out.isTTY ? `${clear}${text()}` : `${text()}\n`);
    },
    done: (text) => void out.write(`${clear}${text}\n`),
  };
}

/** A number of bytes as people read it. */
export function bytesInWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
