import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle';
import { writeDeclarations } from './declarations';
import { manifest } from './manifest';
import { notices } from './notices';

const source = join(import.meta.dir, '..');

/** Everything that is published, in `directory`: code that needs no other package, its types, and what goes with them. */
export async function buildPackage(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await Promise.all([
    bundle(directory),
    writeDeclarations(directory),
    Bun.write(join(directory, 'package.json'), `${JSON.stringify(await manifest(), null, 2)}\n`),
    Bun.write(join(directory, 'THIRD-PARTY-NOTICES.txt'), await notices()),
    copyFile(join(source, 'README.md'), join(directory, 'README.md')),
    copyFile(join(source, '../../LICENSE'), join(directory, 'LICENSE')),
  ]);
}
