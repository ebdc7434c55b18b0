import type { Machine } from './machine';
import type { Report } from './report';

/** What docs/install.md does before the first start. False where it failed. */
export async function install(machine: Machine, report: Report): Promise<boolean> {
  const cloned = await machine.give('clone');
  report.expect('a clean clone', 'git says nothing wrong', cloned.status === 0, cloned);
  const installed = await machine.give('install');
  report.expect('packages and web app', 'installed by the lock file, and built', installed.status === 0, installed);
  return cloned.status === 0 && installed.status === 0;
}
