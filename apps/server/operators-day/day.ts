import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Machine, newMachine } from './machine';
import { digestsIn, look, type People, pathIn, pathOf, settle, signInAll } from './people';
import type { Report } from './report';
import { openSite, type Picture, type Shown } from './site';

type All = Record<'ada' | 'grace' | 'alan', Shown>;

/** Install, back up, lose the machine, restore. */
export async function playDay(home: string, report: Report): Promise<void> {
  report.begin('A day');
  const first = await newMachine(home, 'first');
  try {
    if (!(await install(first, report))) return;
    const started = await first.start();
    report.expect(
      'Visage starts as the unit does, with the settings of install.md',
      'it is ready',
      started.status === null,
      started,
    );
    if (started.status !== null) return;
    const site = openSite(first);
    const people = await settle(site);
    const hidden = await first.give('hide', { PERSON: people.alan.email });
    const before = await look(site, people);
    report.expect('`bun visage admin hide`', 'it is done', hidden.text.includes('is private now'), hidden);
    await outlivesKill(first, people, before, report);

    const exported = await first.give('export');
    const kept = await first.give('keepSecret');
    report.expect('`bun visage export` while Visage runs', 'the file is there', exported.status === 0, exported);
    report.expect('the secret is kept', 'the file is there', kept.status === 0, kept);
    const backup = { file: join(home, 'people.visage'), secret: join(home, 'auth-secret') };
    copyFileSync(join(first.checkout, 'people.visage'), backup.file);
    copyFileSync(join(first.checkout, 'auth-secret'), backup.secret);

    // The site goes on; then all of this is gone.
    const { ada } = people;
    await site.upload(ada, 'After the backup');
    await site.untilDated(ada);
    const lost = await site.look(ada);
    await first.lose();
    report.expect('kill -9 of everything, and the directory deleted', 'nothing is left', !existsSync(first.directory));

    await playRestore(home, report, { people, before, lost, backup });
  } finally {
    await first.lose();
  }
}

async function install(machine: Machine, report: Report): Promise<boolean> {
  const cloned = await machine.give('clone');
  report.expect('a clean clone', 'git says nothing wrong', cloned.status === 0, cloned);
  const installed = await machine.give('install');
  report.expect('packages and web app', 'installed by the lock file, and built', installed.status === 0, installed);
  return cloned.status === 0 && installed.status === 0;
}

/** Nothing that was acknowledged is lost when Visage is killed. */
async function outlivesKill(machine: Machine, people: People, before: All, report: Report): Promise<void> {
  await machine.kill();
  const started = await machine.start();
  const site = openSite(machine);
  const after = started.status === null ? await look(site, people) : null;
  report.expect('kill -9 and a start', 'everything is as it was', isDeepStrictEqual(after, before), { before, after });
}

interface Remembered {
  people: People;
  before: All;
  /** What Ada showed after the backup. */
  lost: Shown;
  backup: { file: string; secret: string };
}

async function playRestore(home: string, report: Report, { people, before, lost, backup }: Remembered): Promise<void> {
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
  { before, lost }: { before: All; lost: Shown },
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
  const old = await site.get(pathIn((lost.picture as Picture).url));
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
