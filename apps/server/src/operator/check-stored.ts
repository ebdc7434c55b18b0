import type { Settings } from '../env';
import type { Database } from '../storage/database';
import { findContradictions, findDamaged, measure, unverifiedOf } from '../storage/stored-health';
import type { Findings } from './findings';
import { bytesInWords, countOf, createProgress } from './progress';

const mostShown = 20;

/** What is stored: how much, whether it is whole, whether it fits together. */
export async function checkStored(settings: Settings, { sql }: Database, found: Findings): Promise<void> {
  const sizes = await measure(sql);
  found.good(
    `${countOf(sizes.people, 'person', 'people')}, ${countOf(sizes.pictures, 'picture')}, ${countOf(sizes.renditions, 'resized one')}: ${bytesInWords(sizes.bytes)} on disk.`,
  );
  if (sizes.ahead > 0) {
    found.remark(
      `The pictures of ${countOf(sizes.ahead, 'person', 'people')} have dates that are still to come, from a clock that was wrong. Until then they are sent without a Last-Modified; nothing is to be done.`,
    );
  }
  for (const table of sizes.bloated)
    found.remark(`More than half of the table ${table} is dead rows: VACUUM it, and see that autovacuum is on.`);
  if (!sizes.external) {
    found.remark(
      'Pictures are compressed a second time: ALTER TABLE picture (and rendition) ALTER COLUMN data SET STORAGE EXTERNAL.',
    );
  }
  for (const { what, count, example } of await findContradictions(sql)) {
    found.problem(
      `There are ${what}: ${count.toLocaleString('en')}, such as ${example}. Somebody changed the tables with their rules switched off. ` +
        'Export, import into an empty database, and see what is left out; or mend the rows by hand.',
    );
  }
  await checkDigests(sizes.pictures, sql, found);
  const missing = await unverifiedOf(sql, settings.adminEmails);
  if (missing.length > 0) {
    found.remark(
      `ADMIN_EMAILS names ${missing.join(', ')}, of which no account is verified yet: sign up, then \`bun visage admin verify ADDRESS\`.`,
    );
  }
}

async function checkDigests(pictures: number, sql: Database['sql'], found: Findings): Promise<void> {
  const progress = createProgress();
  const damaged = await findDamaged(sql, (looked) =>
    progress.at(() => `Digests: ${looked.toLocaleString('en')} of ${countOf(pictures, 'picture')}`),
  );
  if (damaged.length === 0) return found.good('The bytes of every picture are those that were stored.');
  for (const { id, userId, kind } of damaged.slice(0, mostShown)) {
    found.problem(
      kind === 'picture'
        ? `Picture ${id} of person ${userId} is damaged. Bring it back from a backup, or erase it: DELETE FROM picture WHERE id = '${id}'.`
        : `A resized copy of picture ${id} is damaged. It is made anew after: DELETE FROM rendition WHERE picture_id = '${id}'.`,
    );
  }
  if (damaged.length > mostShown)
    found.problem(
      `And ${(damaged.length - mostShown).toLocaleString('en')} more are damaged: the disk may be failing.`,
    );
}
