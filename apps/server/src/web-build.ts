import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Glob } from 'bun';
import type { Log } from './log';

const root = join(import.meta.dir, '../../..');
const web = join(root, 'apps/web');

/** Builds the web app when its build is missing or older than what it is made of. A copy without sources is taken as it is. */
export async function buildWebAppIfNeeded(log: Log): Promise<void> {
  if (!existsSync(join(web, 'vite.config.ts'))) return;
  const built = await modified(join(web, 'dist/index.html'));
  if (built !== null && built >= (await newestSource())) return;
  log.info('Building the web app …');
  const build = Bun.spawn([process.execPath, 'run', 'build'], { cwd: web, stdout: 'pipe', stderr: 'pipe' });
  const [status, output, errors] = await Promise.all([build.exited, build.stdout.text(), build.stderr.text()]);
  if (status !== 0) throw new Error(`The web app could not be built:\n${output}${errors}`);
}

/** One at a time: Bun's globs match nothing where braces stand within braces. */
const sources = ['apps/web/{src,public}/**/*', 'apps/web/{index.html,*.ts,package.json}', 'packages/*/src/**/*'];

async function newestSource(): Promise<number> {
  let newest = 0;
  for (const pattern of sources) {
    for await (const path of new Glob(pattern).scan({ cwd: root })) {
      newest = Math.max(newest, (await modified(join(root, path))) ?? 0);
    }
  }
  return newest;
}

async function modified(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}
