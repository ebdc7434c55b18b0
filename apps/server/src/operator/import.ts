import { readSettings } from '../env';
import { type Command, CommandError } from './command';
import { importFile } from './import-file';
import { importDirectory, importDjango } from './import-pictures';
import { readWords } from './options';

const flags = ['overwrite', 'create', 'replace'];
const texts = ['from-dir', 'from-django', 'table', 'users'];

/** Brings in an export, or pictures from elsewhere. */
export const importCommand: Command = {
  summary: 'brings in an export, or pictures from a directory or a Django site',
  help: `bun visage import FILE [--overwrite]
bun visage import --from-dir DIR [--create] [--replace]
bun visage import --from-django URL --table NAME [--users NAME] [--create] [--replace]

FILE is what \`bun visage export\` wrote. Its digests are checked before anything is changed. People come in whole, some hundred at a
time: interrupted, run it again. Rows that are here already stay; those that differ are named.

  --overwrite         changes rows that differ to what the file says, as a change made now

Pictures from elsewhere go through the same checks as an upload. Whoever has a picture here already keeps it, so it may be run again.

  --from-dir DIR      each file is someone's picture, named by their id, handle or address: ada.jpg, ada@example.org.png
  --from-django URL   the Postgres of a Django site; people are found by their id there (as external id) or their address
  --table NAME        the table of pictures there, with the columns user_id, mime_type, data
  --users NAME        the table of users there (auth_user)
  --create            makes people who are missing here
  --replace           gives people the picture that comes, even if they have one`,

  async run(words) {
    const given = readWords('import', words, { flags, texts }, 1);
    const [path] = given.rest;
    const settings = readSettings();
    const ways = [path, given.text('from-dir'), given.text('from-django')].filter((each) => each !== undefined);
    if (ways.length !== 1)
      throw new CommandError('Say what to import: a file, or --from-dir, or --from-django, and one of them.');
    if (path !== undefined) return importFile(settings, path, given.has('overwrite'));
    if (given.has('overwrite'))
      throw new CommandError('--overwrite is for files of `bun visage export`; for pictures, --replace is.');
    const wanted = { create: given.has('create'), replace: given.has('replace') };
    const [directory, url, table] = [given.text('from-dir'), given.text('from-django'), given.text('table')];
    if (directory !== undefined) return importDirectory(settings, directory, wanted);
    if (table === undefined) throw new CommandError('Say which table holds the pictures there: --table NAME.');
    await importDjango(settings, { url: url ?? '', table, users: given.text('users') ?? 'auth_user' }, wanted);
  },
};
