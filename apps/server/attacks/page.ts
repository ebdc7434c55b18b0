import { join } from 'node:path';
import { markedPage, tableOf } from '../bench/marked-page';
import { type Attack, attacks, type NamedTest } from './rows';

export const root = join(import.meta.dir, '../../..');

export const page = markedPage('security.md', 'bun run attacks --write');

/** The table of all attacks. `hasPassed` is asked of each test named. */
export function attackTable(hasPassed: (test: NamedTest) => boolean): string {
  const row = ({ attack, holds, tests, open }: Attack) => [
    attack,
    open === undefined ? holds : `${holds}. **Open**: ${open}`,
    cited(tests),
    tests.every(hasPassed) ? 'yes' : '**no**',
  ];
  return tableOf([['attack', 'what holds', 'shown by', 'passed'], ...attacks.map(row)]);
}

/** Each file once, with what is meant of it. */
function cited(tests: readonly NamedTest[]): string {
  const files = Map.groupBy(tests, ([file]) => file);
  const names = (all: readonly NamedTest[]) => all.map(([, name]) => `“${name}”`).join(', ');
  return [...files].map(([file, all]) => `\`${file}\`: ${names(all)}`).join('; ');
}

/** Each test that a page names: by the table above, or by people in the same form. */
export function namedIn(text: string): NamedTest[] {
  return [...text.matchAll(citation)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']): NamedTest => [file, name]),
  );
}

const citation = /`([^`]+\.test\.ts)`: (“[^”]+”(?:, “[^”]+”)*)/g;
