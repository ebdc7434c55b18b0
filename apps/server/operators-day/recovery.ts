import { playDump } from './dump';
import { playMoment } from './moment';
import { open, openOwnStage, siteOn } from './own-stage';
import { look, settle } from './people';
import { playReplica } from './replica';
import type { Report } from './report';
import { findServerPrograms } from './server-programs';
import { openSite } from './site';
import { startVisageOn } from './visage-on';

/** A server of the operator's own: dumped, taken back to a moment, stood in for by its replica. */
export async function playRecovery(home: string, report: Report): Promise<void> {
  const programs = findServerPrograms();
  report.begin('A server of your own');
  if (programs === null) {
    return report.expect('dump, recovery and replica', 'not tried: install the package "postgresql"', false);
  }
  await using stage = openOwnStage(home, programs);
  const primary = await stage.start('primary', stage.settings('archive'));
  {
    await using admin = open(primary.connection);
    await admin.sql`CREATE ROLE site LOGIN PASSWORD 'the-password'`;
    for (const name of ['site', 'restored'])
      await admin.sql`CREATE DATABASE ${admin.sql(name)} OWNER site TEMPLATE template0 ENCODING 'UTF8'`;
  }
  const { people, before } = await settled(siteOn(primary));
  await playDump(stage, primary, { people, before }, report);
  const { recovered, good } = await playMoment(stage, primary, people, report);
  await playReplica(stage, recovered, { people, before: good }, report);
}

async function settled(connection: Parameters<typeof startVisageOn>[0]) {
  await using visage = await startVisageOn(connection);
  const site = openSite(visage);
  const people = await settle(site);
  return { people, before: await look(site, people) };
}
