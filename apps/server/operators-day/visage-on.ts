import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../bench/child';
import type { EmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { reaching } from '../test/operate';
import { root } from './documented';

/** This checkout's Visage on a server of the operator's own. */
export async function startVisageOn(connection: EmbeddedPostgres['connection']) {
  const dataDir = mkdtempSync(join(tmpdir(), 'visage-on-'));
  const child = await startChild([process.execPath, join(root, 'apps/server/src/main.ts')], {
    ready: /"url":"(http[^"]+)"/,
    on: 'stdout',
    environment: {
      ...reaching(connection),
      ...{ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', NODE_ENV: 'production', TRUSTED_PROXY: '127.0.0.1' },
      // The same on each, as with AUTH_SECRET in a file of settings.
      AUTH_SECRET: 'a secret of the operators day, long enough',
    },
  });
  const base = child.ready[1] ?? '';
  return {
    base,
    origin: base,
    async [Symbol.asyncDispose]() {
      await child[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
