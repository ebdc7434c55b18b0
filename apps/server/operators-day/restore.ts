import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { install } from './install';
import { newMachine } from './machine';
import { type AllShown, digestsIn, look, type People, pathIn, pathOf, signInAll } from './people';
import type { Report } from './report';
import { openSite, type Shown } from './site';

/** What is known of the machine that is lost. */
export interface Remembered {
  people: People;
  before: AllShown;
  /** What Ada showed after the backup. */
  lost: Shown;
  backup: { file: string; secret: string };
}

/** A new machine, what was backed up, and nothing else. */
export async function playRestore(
  home: string,
  report: Report,
  { people, before, lost, backup }: Remembered,
): Promise<void> {
  const second = await newMachine(home, 'second');
  try {
    if (!(await install(second, report))) return;
    copyFileSync(backup.file, join(second.checkout, 'people.visage'));
    copyFileSync(backup.secret, join(second.checkout, 'auth-secret'));
    const secret = await second.give('bringSecret');
    const imported = await second.give('import');
    report.expect(
      'secret and `bun visage import` on a new machine',
      'everyone is brought',
      succeeded(secret, imported),
      {
        secret,
        imported,
      },
    );
    const looked = await second.give('doctor');
    report.expect('`bun visage doctor`', 'all is well', looked.text.includes('All is well'), looked);
    const started = await second.start();
    report.expect('Visage starts', 'it is ready', started.status === null, started);
    if (started.status !== null) return;

    const site = openSite(second);
    report.expect('sessions of before', 'have ended', !(await site.isSignedIn(people.ada)));
    const signedIn = await signInAll(site, people);
    report.expect('people sign in', 'their passwords are known', signedIn !== null);
    if (!signedIn) return;
    const after = await look(site, signedIn);
    const count = digestsIn(before).length;
    report.expect(
      `${count} pictures, current and earlier`,
      'the same by digest',
      count === 5 && isDeepStrictEqual(digestsIn(after), digestsIn(before)),
      { before, after },
    );
    report.expect(
      'versions, dates, ETags, Last-Modified, handles',
      'are those of the backup',
      isDeepStrictEqual(after, before),
      { before, after },
    );
    const signed = await site.get(people.signedPath);
    report.expect(
      'a signed URL of before',
      'opens, since the secret is the same',
      signed.status === 200,
      signed.status,
    );
    const log = await second.give('log', { PERSON: people.alan.email });
    report.expect('`bun visage admin log`', 'the audit came along', log.text.includes('\thide\tby '), log);

    const renewed = await second.give('afterRestore');
    report.expect('`bun visage doctor --after-restore` while Visage runs', 'it is done', renewed.status === 0, renewed);
    // Running servers hear of it; what they remember may be trusted for 2 s at most.
    await Bun.sleep(2000);
    await site.untilDated(signedIn.ada);
    await afterRestore(site, signedIn, { before, lost }, report);
    report.expect('Visage is stopped', 'with status 0', (await second.stop()) === 0);
  } finally {
    await second.lose();
  }
}

/** No cache that saw what came after the backup takes it for what is there now. */
async function afterRestore(
  site: ReturnType<typeof openSite>,
  people: People,
  { before, lost }: { before: AllShown; lost: Shown },
  report: Report,
): Promise<void> {
  const now = await look(site, people);
  const dateOf = ({ lastModified, picture }: Shown) => Date.parse(lastModified ?? picture?.lastUpdated ?? '');
  const renewed = [now.ada, now.grace].every(({ picture }, at) => {
    const was = [before.ada, before.grace][at]?.picture;
    return picture && was && picture.version !== was.version && picture.lastUpdated > was.lastUpdated;
  });
  report.expect(
    'versions and dates',
    'are new and later; the pictures are the same',
    renewed === true && dateOf(now.ada) > dateOf(lost) && isDeepStrictEqual(digestsIn(now), digestsIn(before)),
    { before, now },
  );
  const path = pathOf(people.ada);
  const byTag = await site.get(path, { 'if-none-match': lost.etag ?? '' });
  const byDate = await site.get(path, { 'if-modified-since': lost.lastModified ?? '' });
  report.expect(
    'a browser asks with what it saw after the backup',
    '200, not 304, by ETag and by date',
    lost.lastModified !== null && byTag.status === 200 && byDate.status === 200,
    { lost, byTag: byTag.status, byDate: byDate.status },
  );
  const old = await site.get(pathIn(lost.picture?.url ?? ''));
  report.expect(
    'the versioned URL of a picture that is lost',
    'is answered, but not as one that never changes',
    old.status === 200 && !old.headers.get('cache-control')?.includes('immutable'),
    old.headers.get('cache-control'),
  );
}

function succeeded(...all: { status: number | null }[]): boolean {
  return all.every(({ status }) => status === 0);
}
