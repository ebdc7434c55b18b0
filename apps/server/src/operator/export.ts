import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../env';
import { openDatabase } from '../storage/database';
import { DamagedPicture, readPopulation } from '../storage/portable/read-population';
import { type Command, CommandError, withDatabase } from './command';
import { destination } from './export-file/destination';
import { createExportWriter, type Write } from './export-file/write';
import { readWords } from './options';
import { bytesInWords, countOf, createProgress } from './progress';
import { requireTables } from './require-tables';

/** Writes everyone into one file, as of one moment. */
export const exportCommand: Command = {
  summary: 'writes everything into one file',
  help: `bun visage export FILE [--force] [--postgres-bin DIR]

Writes every person, their ways to sign in, profile, names, keys and pictures with their history into FILE, as of one moment,
while Visage runs or not. FILE appears when it is whole. \`-\` writes to standard output. Nothing is changed in the database: a replica
or a role that may only read will do.
Sessions, mailed links, counters and resized pictures stay behind: people sign in again, sizes are made anew.
The file holds hashes of passwords and keys: keep it as you keep the database.

  --force             replaces FILE if it is there
  --postgres-bin DIR  with an embedded database that another major version of PostgreSQL made: where that one's programs are`,

  async run(words) {
    const given = readWords('export', words, { flags: ['force'], texts: ['postgres-bin'] }, 1);
    const [path] = given.rest;
    if (path === undefined) throw new CommandError('Say into which file: `bun visage export FILE`.');
    if (path !== '-' && existsSync(path) && !given.has('force')) {
      throw new CommandError(`${path} is there already. Choose another name, or add --force to replace it.`);
    }
    const bin = given.text('postgres-bin');
    if (bin !== undefined && !existsSync(join(bin, 'postgres'))) {
      throw new CommandError(
        `There is no PostgreSQL in ${bin}: --postgres-bin names the directory with the program postgres.`,
      );
    }
    const settings = readSettings();
    const into = destination(path);
    try {
      await withDatabase(
        settings,
        (connection) => writeAll(openDatabase(connection, { connections: 1, watch: false }), into.write),
        {
          asItIs: true,
          postgresBin: bin,
        },
      );
      into.done();
    } catch (error) {
      into.drop();
      throw error instanceof DamagedPicture ? new CommandError(error.message) : error;
    }
  },
};

async function writeAll(database: ReturnType<typeof openDatabase>, write: Write): Promise<void> {
  const progress = createProgress();
  const writer = createExportWriter(write, () => new Date());
  const all = { people: 0, bytes: 0 };
  const sofar = { people: 0, pictures: 0, bytes: 0, rows: 0 };
  try {
    const missing = await requireTables(database.sql);
    if (missing > 0) {
      console.error(
        `These tables are those of an older Visage (${countOf(missing, 'migration')} behind): they are exported as they are, and an import fills in the rest.`,
      );
    }
    await readPopulation(database.sql, {
      async begins(about) {
        Object.assign(all, about);
        await writer.head(about);
      },
      async row(row) {
        sofar.rows += 1;
        if (row.table === 'user') sofar.people += 1;
        if (row.data) sofar.pictures += 1;
        sofar.bytes += row.data?.byteLength ?? 0;
        await writer.row(row);
        progress.at(
          () =>
            `${countOf(sofar.people, 'person', 'people')} of ${all.people.toLocaleString('en')}, ${bytesInWords(sofar.bytes)} of ${bytesInWords(all.bytes)}`,
        );
      },
    });
    await writer.end();
  } finally {
    await database.close();
  }
  progress.done(
    `Exported ${countOf(sofar.people, 'person', 'people')} with ${countOf(sofar.pictures, 'picture')}: ${countOf(sofar.rows, 'row')}, ${bytesInWords(sofar.bytes)} of pictures.`,
  );
}
