import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { install } from './install';
import { type Machine, newMachine } from './machine';
import { type AllShown, look, type People, settle } from './people';
import type { Report } from './report';
import { playRestore } from './restore';
import { openSite } from './site';

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

/** Nothing that was acknowledged is lost when Visage is killed. */
async function outlivesKill(machine: Machine, people: People, before: AllShown, report: Report): Promise<void> {
  await machine.kill();
  const started = await machine.start();
  const site = openSite(machine);
  const after = started.status === null ? await look(site, people) : null;
  report.expect('kill -9 and a start', 'everything is as it was', isDeepStrictEqual(after, before), { before, after });
}
