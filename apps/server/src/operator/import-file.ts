import { existsSync } from 'node:fs';
import type { Settings } from '../env';
import { openDatabase } from '../storage/database';
import { add, nothing, type Outcome } from '../storage/portable/outcome';
import type { PortableRow } from '../storage/portable/tables';
import { createPopulationWriter, UnknownColumns } from '../storage/portable/write-population';
import { CommandError, withDatabase } from './command';
import { BadExportFile, type Head } from './export-file/format';
import { checkExport, readExport } from './export-file/read';
import { bytesInWords, countOf, createProgress, type Progress } from './progress';

/** In one transaction: a few more bytes only where one person has more. */
const atOnce = { people: 200, bytes: 4 * 1024 * 1024 };
/** Sentences about single rows that are shown. */
const mostShown = 50;

/** Brings what `bun visage export` wrote. Reads the file through first, so that nothing of a damaged one gets in. */
export async function importFile(settings: Settings, path: string, overwrite: boolean): Promise<void> {
  if (path === '-')
    throw new CommandError('An export is read twice, to be checked before it is used: save it into a file.');
  if (!existsSync(path)) throw new CommandError(`There is no file ${path}.`);
  const progress = createProgress();
  const size = bytesInWords(Bun.file(path).size);
  try {
    const head = await checkExport(path, (bytes) => progress.at(() => `Checking: ${bytesInWords(bytes)} of ${size}`));
    const sum = nothing();
    await withDatabase(settings, async (connection) => {
      const database = openDatabase(connection, { connections: 1, watch: false });
      try {
        const writer = await createPopulationWriter(database.sql, head.columns, { overwrite });
        for await (const { people, lone } of batches(path, head, progress)) {
          if (people.length > 0) tell(sum, await writer.people(people));
          if (lone.length > 0) tell(sum, await writer.lone(lone));
        }
        await writer.done();
      } finally {
        await database.close();
      }
    });
    conclude(sum, head, progress, overwrite);
  } catch (error) {
    if (error instanceof BadExportFile) throw new CommandError(error.message);
    if (error instanceof UnknownColumns) throw new CommandError(`${path} can't be imported. ${error.message}`);
    throw error;
  }
}

/** Whole people, as many as go into one transaction; then, the same way, what belongs to nobody. */
async function* batches(path: string, head: Head, progress: Progress) {
  let people: PortableRow[][] = [];
  let lone: PortableRow[] = [];
  let bytes = 0;
  let done = 0;
  let allBytes = 0;
  const full = () => people.length >= atOnce.people || bytes >= atOnce.bytes || lone.length >= 1000;
  const owners = new Map(Object.entries(head.columns).map(([table, columns]) => [table, columns.indexOf('user_id')]));
  for await (const piece of readExport(path)) {
    if (!('row' in piece)) continue;
    const { row } = piece;
    const begins = row.table === 'user';
    const own =
      begins || (lone.length === 0 && row.table !== 'audit' && row.values[owners.get(row.table) ?? -1] !== null);
    // Only between two people: each is brought whole.
    if ((begins || !own) && full()) {
      yield { people, lone };
      people = [];
      lone = [];
      bytes = 0;
    }
    if (begins) {
      people.push([]);
      done += 1;
    }
    if (own) people.at(-1)?.push(row);
    else lone.push(row);
    bytes += row.data?.byteLength ?? 0;
    allBytes += row.data?.byteLength ?? 0;
    progress.at(
      () =>
        `Importing: ${countOf(done, 'person', 'people')} of ${head.people.toLocaleString('en')}, ${bytesInWords(allBytes)} of ${bytesInWords(head.bytes)}`,
    );
  }
  yield { people, lone };
}

/** Says what differs as it is met, up to a point; counts the rest. */
function tell(sum: Outcome, more: Outcome): void {
  const room = mostShown - sum.disagreements.length;
  for (const each of more.disagreements.slice(0, Math.max(0, room))) console.log(`  ${each}`);
  if (room > 0 && more.disagreements.length > room) console.log('  … and more, which are only counted.');
  add(sum, { ...more, disagreements: [] });
  sum.disagreements.length += more.disagreements.length;
}

function conclude(sum: Outcome, head: Head, progress: Progress, overwrite: boolean): void {
  const differ = sum.disagreements.length;
  progress.done(
    `Imported the export of ${head.exportedAt}: ${countOf(sum.added, 'row')} added, ${countOf(sum.same, 'row')} there already, ` +
      `${countOf(sum.overwritten, 'row')} overwritten, ${countOf(differ, 'row')} left as ${differ === 1 ? 'it is' : 'they are'} here.`,
  );
  if (differ > 0 && !overwrite) console.log('To have what the file says instead, run it again with --overwrite.');
  console.log(
    'People sign in again; resized pictures are made when first asked for. If the site went on after this export was made, run ' +
      '`bun visage doctor --after-restore` now, so that no cache takes an older picture for a newer one.',
  );
}
