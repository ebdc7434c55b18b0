import { join } from 'node:path';
import { drawChart } from './chart';
import { describeMachine, references } from './machine';
import { markedPage, tableOf, writeBetween } from './marked-page';
import { bound, holds, type Row, ratioOf, type Unmeasured } from './measure';

const docs = join(import.meta.dir, '../../../docs');
const page = markedPage('performance.md', 'bun run bench --write');

/** Writes the table and the chart of docs/performance.md. */
export async function writePage(rows: readonly (Row | Unmeasured)[], quick: boolean): Promise<void> {
  await writeBetween(page, `${table(rows)}\n\n${circumstances(quick)}`);
  await Bun.write(join(docs, 'performance.svg'), drawChart(rows.filter((row): row is Row => !('missing' in row))));
}

function table(rows: readonly (Row | Unmeasured)[]): string {
  const lines = rows.map((row) => [row.name, row.reference, bound(row), ...outcome(row)]);
  const head = ['case', 'against', 'promised', 'ratio (least to most)', '', 'Visage against the reference'];
  return tableOf([head, ...lines]);
}

function outcome(row: Row | Unmeasured): string[] {
  if ('missing' in row) return ['', 'not measured', `needs ${row.missing}`];
  return [ratioOf(row), holds(row) ? 'holds' : '**missed**', row.figures];
}

function circumstances(quick: boolean): string {
  const date = new Date().toISOString().slice(0, 10);
  const caveat = quick ? ' **A quick run, for work on the benchmarks themselves: its figures mean little.**' : '';
  return `Measured on ${date} with ${describeMachine(references())}.${caveat}`;
}
