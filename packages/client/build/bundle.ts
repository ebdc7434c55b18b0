import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { entries, parts } from './entries';

const source = join(import.meta.dir, '../src');
const input = Object.fromEntries([
  ...Object.entries(entries).map(([entry, file]) => [entry, join(source, `${file}.ts`)]),
  ...parts.map((file) => [file, join(source, `${file}.ts`)]),
]);

/** The code as ES modules that run in browsers, Node and Bun, with every dependency in them. */
export async function bundle(directory: string): Promise<void> {
  const build = await rolldown({ input, platform: 'neutral', resolve: { mainFields: ['module', 'main'] } });
  await build.write({ dir: directory, format: 'esm', chunkFileNames: 'chunks/[name].js' });
  await build.close();
}
