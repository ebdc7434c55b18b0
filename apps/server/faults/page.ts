import { join } from 'node:path';
import { describeMachine } from '../bench/machine';
import { replaceWritten } from '../bench/written-part';
import { inSeconds, phasesOf, type Result } from './report';

const page = join(import.meta.dir, '../../../docs/faults.md');
const head = [
  ...['fault', 'what is done', 'what must hold besides', '', 'acknowledged', 'refused', 'no answer', 'longest wait'],
  ...['healed after', 'p99 of pictures', 'p99 of changes'],
];

/** Writes the table of docs/faults.md. */
export async function writePage(results: readonly Result[]): Promise<void> {
  const lines = [head, head.map(() => '---'), ...results.map(cellsOf)];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const date = new Date().toISOString().slice(0, 10);
  await replaceWritten(page, 'bun run faults --write', `${table}\n\nOn ${date}, with ${describeMachine([])}.`);
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
