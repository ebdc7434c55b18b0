import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePart } from '../bench/written-part';
import { playDay } from './day';
import { type Act, readOptions, UsageError, usage } from './options';
import { playRecovery } from './recovery';
import { createReport, type Report, tableOf } from './report';
import { playRoundTrip } from './round-trip';
import { playUpgrade } from './upgrade';

/** `bun run operators-day`: what docs/install.md and docs/operating.md say is done, and looked at. */
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
  const date = new Date().toISOString().slice(0, 10);
  if (write)
    await writePart('operating.md', 'bun run operators-day --write', `${tableOf(report.lines)}\n\nPlayed on ${date}.`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : error);
  process.exitCode = 1;
}
