import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { heedInterruptions, Interrupted } from '../bench/interruption';
import { markedPage, writeBetween } from '../bench/marked-page';
import { binariesIn, findBinaries } from '../src/storage/embedded/binaries';
import { playDay } from './day';
import { type Act, readOptions, UsageError, usage } from './options';
import { playRecovery } from './recovery';
import { createReport, type Report, reportTable } from './report';
import { playRoundTrip } from './round-trip';
import { findServerPrograms } from './server-programs';
import { playUpgrade } from './upgrade';

/** `bun run operators-day`: what docs/install.md and docs/operating.md say is done, and looked at. */
heedInterruptions();
try {
  const { wanted, pictures, write } = readOptions(process.argv.slice(2));
  const play: Record<Act, (home: string, report: Report) => Promise<void>> = {
    day: playDay,
    upgrade: playUpgrade,
    recovery: playRecovery,
    pictures: (home, report) => playRoundTrip(home, report, pictures),
  };
  const report = createReport();
  const home = mkdtempSync(join(tmpdir(), 'visage-day-'));
  try {
    for (const act of wanted) {
      const place = join(home, act);
      mkdirSync(place);
      await play[act](place, report);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  const failed = report.lines.filter(({ holds }) => !holds).length;
  console.log(failed === 0 ? `\nAll ${report.lines.length} came as the pages say.` : `\n${failed} did not.`);
  const page = markedPage('operating.md', 'bun run operators-day --write');
  if (write) await writeBetween(page, `${reportTable(report.lines)}\n\n${circumstances()}`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  // What was typed, or done on purpose, is said in a sentence; anything else is a defect and shows where.
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else console.error(error instanceof Interrupted ? error.message : error);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
}

function circumstances(): string {
  const date = new Date().toISOString().slice(0, 10);
  const own = findServerPrograms();
  const servers = `PostgreSQL ${findBinaries().major} embedded${own ? `, ${binariesIn(own).major} as a server of one's own` : ''}`;
  return `Played on ${date} with Bun ${Bun.version}, ${servers}, on ${availableParallelism()} cores shared with other work.`;
}
