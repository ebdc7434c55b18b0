import { readSettings, type Settings, SettingsError } from '../env';
import { type Connection, openDatabase } from '../storage/database';
import { renewAnswers } from '../storage/renew-answers';
import { checkServer } from './check-server';
import { checkStored } from './check-stored';
import { type Command, CommandError, NoDatabase, withDatabase } from './command';
import { createFindings, type Findings } from './findings';
import { readWords } from './options';
import { countOf, createProgress } from './progress';

/** Looks whether everything is as it should be, and says what to do. */
export const doctor: Command = {
  summary: 'checks settings, database and stored pictures, and says what to do',
  help: `bun visage doctor
bun visage doctor --after-restore

Changes nothing. Ends with 1 when there is a problem, with 0 when there are none, or remarks alone.

  --after-restore  gives every picture a new version and date, after the database was restored from a backup: caches have seen
                   what came after the backup, and must not take it for what is there now. Safe to run again, and while Visage runs`,

  async run(words) {
    const given = readWords('doctor', words, { flags: ['after-restore'] }, 0);
    if (given.has('after-restore')) return afterRestore(readSettings());
    const found = createFindings();
    const settings = checkSettings(found);
    if (settings) {
      // Of the settings Visage can start with; the schema is looked at as it is.
      await withDatabase(settings, (connection) => look(settings, connection, found), { asItIs: true }).catch(
        (error) => {
          if (error instanceof NoDatabase) return found.remark(`${error.message} Or start Visage: it makes one.`);
          if (!isAboutReaching(error)) throw error;
          found.problem(
            `The database can't be used: ${error.message || error.code}. Look at DATABASE_URL, and whether the server runs and lets this machine in.`,
          );
        },
      );
    }
    const problems = found.problems();
    console.log(problems === 0 ? '\nAll is well.' : `\n${countOf(problems, 'problem')}.`);
    if (problems > 0) process.exitCode = 1;
  },
};

function checkSettings(found: Findings): Settings | null {
  try {
    const settings = readSettings();
    found.good(
      settings.databaseUrl === null
        ? `The settings can be used; the database is the embedded one in ${settings.dataDir}.`
        : 'The settings can be used.',
    );
    if (settings.publicUrl?.startsWith('http://') && !/^http:\/\/(localhost|127\.|\[::1\])/.test(settings.publicUrl)) {
      found.remark(
        'PUBLIC_URL is not https: passwords and sessions can be read on the way. Put a proxy with TLS before Visage.',
      );
    }
    if (settings.publicUrl !== null && settings.smtpUrl === null) {
      found.remark(
        'SMTP_URL is not set: links to verify an address or choose a new password are written to the log, where nobody gets them.',
      );
    }
    return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const problem of error.problems) found.problem(problem);
    return null;
  }
}

async function look(settings: Settings, connection: Connection, found: Findings): Promise<void> {
  const database = openDatabase(connection, { connections: 2, watch: false });
  try {
    if (await checkServer(settings, connection, database, found)) await checkStored(settings, database, found);
  } finally {
    await database.close();
  }
}

/** Anything the server or the way to it says; what Visage itself gets wrong is not among it. */
function isAboutReaching(error: unknown): error is Error & { code: string } {
  const { code } = (error ?? {}) as { code?: unknown };
  return error instanceof Error && typeof code === 'string' && !(error instanceof CommandError);
}

async function afterRestore(settings: Settings): Promise<void> {
  await withDatabase(settings, async (connection) => {
    const database = openDatabase(connection, { connections: 1, watch: false });
    const progress = createProgress();
    try {
      const done = await renewAnswers(database.sql, (count) =>
        progress.at(() => `${countOf(count, 'person', 'people')} so far`),
      );
      progress.done(
        `${countOf(done, 'person', 'people')}: whatever their pictures answer has a new version and a later date.`,
      );
    } finally {
      await database.close();
    }
  });
}
