import { tableOf } from '../bench/marked-page';
/** One thing that a page promises, and whether it came so. */
export interface Line {
  act: string;
  /** What was done. */
  done: string;
  /** What was looked at after. */
  held: string;
  holds: boolean;
}

/** What has been tried so far. */
export interface Report {
  lines: readonly Line[];
  /** Keeps whether what was done led where it should; goes on either way, so that one run shows everything that is wrong. */
  expect(done: string, held: string, holds: boolean, otherwise?: unknown): void;
  /** What follows belongs to this act. */
  begin(act: string): void;
}

export function createReport(say: (line: string) => void = console.log): Report {
  const lines: Line[] = [];
  let act = '';
  return {
    lines,
    begin(name) {
      act = name;
      say(`\n${name}`);
    },
    expect(done, held, holds, otherwise) {
      lines.push({ act, done, held, holds });
      say(`  ${holds ? 'ok     ' : 'FAILED '} ${done}: ${held}`);
      if (!holds && otherwise !== undefined) say(`           ${inWords(otherwise)}`);
    },
  };
}

/** For docs/operating.md. */
export function reportTable(lines: readonly Line[]): string {
  const rows = lines.map(({ act, done, held, holds }, at) => {
    const name = lines[at - 1]?.act === act ? '' : act;
    return [name, done, holds ? held : `**failed:** ${held}`];
  });
  return tableOf([['', 'done', 'and then'], ...rows]);
}

function inWords(what: unknown): string {
  return typeof what === 'string' ? what : JSON.stringify(what);
}
