import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { entries, parts } from './entries';

const source = join(import.meta.dir, '../src');
/** Types for a library, beside the element. */
const typings = ['react', 'solid'] as const;
const input = Object.fromEntries(
  [entries.index, entries.element, ...parts].map((file) => [
    file === entries.index ? 'index' : file,
    join(source, `${file}.ts`),
  ]),
);

/**
 * The code as ES modules that run in browsers, Node and Bun, with every dependency in them. `element.js` must hold all that asks for
 * the address of its file, so nothing else may be made of the same parts.
 */
export async function bundle(directory: string): Promise<void> {
  const build = await rolldown({ input, platform: 'neutral', resolve: { mainFields: ['module', 'main'] } });
  await build.write({ dir: directory, format: 'esm', chunkFileNames: 'chunks/[name].js' });
  await build.close();
  for (const name of typings) await Bun.write(join(directory, `${name}.js`), "import './element.js';\n");
}
