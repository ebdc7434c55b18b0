import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../build/package';

/** The client as it would be published, and a project outside of this repository that has installed it. */
export interface Packed {
  tarball: string;
  project: string;
  remove(): Promise<void>;
}

export async function packClient(): Promise<Packed> {
  const directory = await mkdtemp(join(tmpdir(), 'visage-packed-'));
  const built = join(directory, 'built');
  const project = join(directory, 'project');
  await buildPackage(built);
  const tarball = join(directory, 'client.tgz');
  await run([process.execPath, 'pm', 'pack', '--filename', tarball, '--quiet'], built);
  await Bun.write(join(project, 'package.json'), JSON.stringify({ name: 'a-stranger', type: 'module', private: true }));
  await run([process.execPath, 'add', '--no-summary', tarball], project);
  return { tarball, project, remove: () => rm(directory, { recursive: true, force: true }) };
}

/** Runs a program to its end and answers what it has printed; throws with everything it said when it fails. */
export async function run(command: string[], cwd: string, env: Record<string, string> = {}): Promise<string> {
  const program = Bun.spawn(command, { cwd, env: { ...Bun.env, ...env }, stdout: 'pipe', stderr: 'pipe' });
  const [status, said, errors] = await Promise.all([
    program.exited,
    new Response(program.stdout).text(),
    new Response(program.stderr).text(),
  ]);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}:\n${said}${errors}`);
  return said;
}
