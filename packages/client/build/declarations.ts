import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { entries } from './entries';

const root = join(import.meta.dir, '../../..');
/** Types that a program has whenever it imports the entry that names them. */
const allowed = new Set(['react', 'solid-js']);

/**
 * The types of what is published: those files that the entries reach, which name each other as Node resolves them and need
 * nothing else. Throws where one does.
 */
export async function writeDeclarations(directory: string): Promise<void> {
  const emitted = await mkdtemp(join(tmpdir(), 'visage-types-'));
  try {
    await emit(emitted);
    const from = join(emitted, 'client/src');
    const waiting = Object.values(entries).map((name) => join(from, `${name}.d.ts`));
    const done = new Set<string>();
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (done.has(path)) continue;
      done.add(path);
      const own = path;
      const text = (await Bun.file(path).text()).replace(/(from |import )'([^']+)'/g, (_, word, name) => {
        if (allowed.has(name)) return `${word}'${name}'`;
        if (!name.startsWith('.')) throw new Error(`${relative(from, own)} needs ${name}, which is not published.`);
        waiting.push(join(dirname(own), `${name}.d.ts`));
        return `${word}'${name}.js'`;
      });
      await Bun.write(join(directory, relative(from, path).replace(/^door\.d\.ts$/, 'index.d.ts')), text);
    }
  } finally {
    await rm(emitted, { recursive: true, force: true });
  }
}

async function emit(directory: string): Promise<void> {
  const options = [
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--rootDir',
    'packages',
    '--outDir',
    directory,
  ];
  const compiler = Bun.spawn([process.execPath, 'x', 'tsc', '-p', 'packages/client', ...options], {
    cwd: root,
    stdout: 'pipe',
  });
  const [status, said] = await Promise.all([compiler.exited, new Response(compiler.stdout).text()]);
  if (status !== 0) throw new Error(`The types could not be made:\n${said}`);
}
