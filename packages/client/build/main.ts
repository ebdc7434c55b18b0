import { join } from 'node:path';
import { buildPackage } from './package';

/** `bun run build:client`: makes what is published, under `packages/client/dist`. */
const directory = join(import.meta.dir, '../dist');
await buildPackage(directory);
console.log(`@visage/client is in ${directory}: publish it from there.`);
