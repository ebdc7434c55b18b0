import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Answer, writeFiles } from './answers';
import type { Reference } from './bun-references';
import { startChild } from './child';
import { interrupted } from './interruption';
import { python } from './programs';
import type { DatabaseVariables } from './stage';

/** Gunicorn waits this long for the next request of a connection, in seconds: longer than any pause of wrk. */
const keepAlive = 60;
const threads = 4;

/** The Django original under gunicorn, with a process a core, and these pictures saved in a database of its own. */
export async function startDjango(
  answers: readonly Answer[],
  directory: string,
  database: DatabaseVariables,
): Promise<Reference> {
  await writeFiles(answers, directory);
  const files = join(directory, 'files');
  await Bun.write(files, answers.map(({ path }) => join(directory, path)).join('\n'));
  const environment = { ...database, PYTHONDONTWRITEBYTECODE: '1' };
  await savePictures(files, environment);

  const processes = ['-w', String(availableParallelism()), '-k', 'gthread', '--threads', String(threads)];
  const place = ['-b', '127.0.0.1:0', '--pythonpath', import.meta.dir, '--worker-tmp-dir', directory];
  const command = [python, '-m', 'gunicorn', ...processes, ...place, '--keep-alive', String(keepAlive)];
  const child = await startChild([...command, 'django_original:application'], {
    ready: /Listening at: (http:\S+)/,
    on: 'stderr',
    environment,
  });
  return {
    url: child.ready[1] ?? '',
    paths: answers.map((_, index) => `/profile/${index + 1}`),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

async function savePictures(files: string, environment: Record<string, string>): Promise<void> {
  const run = Bun.spawn([python, join(import.meta.dir, 'django_original.py'), files], {
    env: { ...process.env, ...environment },
    stdout: 'inherit',
    stderr: 'inherit',
    signal: interrupted,
  });
  const status = await run.exited;
  interrupted.throwIfAborted();
  if (status !== 0) throw new Error(`django_original.py ended with status ${status}`);
}
