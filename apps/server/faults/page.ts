import { describeMachine } from '../bench/machine';
import { markedPage, rowOf, writeBetween } from '../bench/marked-page';
import { faults } from './all';
import { inSeconds, phasesOf, type Result } from './report';

const page = markedPage('faults.md', 'bun run faults --write');
const head = [
  ...['fault', 'what is done', 'what must hold besides', '', 'acknowledged', 'refused', 'no answer', 'longest wait'],
  ...['healed after', 'p99 of pictures', 'p99 of changes'],
];

/** Writes rows of the table of docs/faults.md; those of faults that did not happen now stay as they are. */
export async function writePage(results: readonly Result[], others: string | null): Promise<void> {
  await writeBetween(page, (now) => {
    const rows = new Map(results.map((result) => [result.fault.name, rowOf(cellsOf(result))]));
    for (const row of now.split('\n')) {
      const name = /^\| `([\w-]+)` \|/.exec(row)?.[1];
      if (name !== undefined && !rows.has(name)) rows.set(name, row);
    }
    const table = [rowOf(head), rowOf(head.map(() => '---')), ...faults.flatMap(({ name }) => rows.get(name) ?? [])];
    const date = new Date().toISOString().slice(0, 10);
    const caveat = others === null ? '' : ` **${others}: waits say little.**`;
    return `${table.join('\n')}\n\nOn ${date}, with ${describeMachine([])}.${caveat}`;
  });
}

function cellsOf(result: Result): string[] {
  const { name, does, holds } = result.fault;
  const told = [`\`${name}\``, does, holds];
  if ('missing' in result) return [...told, `**not run:** needs ${result.missing}`, ...Array(7).fill('')];
  const { acknowledged, refused, lost, longestWait, healedAfter, pictures, changes } = result.figures;
  return [
    ...[...told, result.findings.length === 0 ? 'holds' : `**${result.findings.length} found**`],
    ...[String(acknowledged), String(refused), String(lost), inSeconds(longestWait), inSeconds(healedAfter)],
    ...[phasesOf(pictures), phasesOf(changes)],
  ];
}
