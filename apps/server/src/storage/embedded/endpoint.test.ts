import { afterAll, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { makeEndpoint, removeEndpoint, sweepEndpoint } from './endpoint';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const root = mkdtempSync(join(tmpdir(), 'visage-endpoint-test-'));
afterAll(() => rmSync(root, { recursive: true }));

function directory(name: string): string {
  const path = join(root, name);
  mkdirSync(path);
  return path;
}

const hasSockets = process.platform !== 'win32';

test.skipIf(!hasSockets)(
  'the socket is in a private directory below the data directory, emptied of what was there',
  () => {
    const dataDir = directory('plain');
    mkdirSync(join(dataDir, 'socket'));
    writeFileSync(join(dataDir, 'socket', '.s.PGSQL.5432.lock'), 'old');
    const { host, settings } = makeEndpoint(dataDir, null);
    expect(host).toBe(join(dataDir, 'socket'));
    expect(statSync(host).mode & 0o777).toBe(0o700);
    expect(readdirSync(host)).toEqual([]);
    expect(settings.listen_addresses).toBe('');
  },
);

test.skipIf(!hasSockets).each([
  ['is too long for a socket', 'x'.repeat(100)],
  ['holds a comma', 'a,b'],
])('where the path %s, the socket is in a private temporary directory', (_, name) => {
  const { host } = makeEndpoint(directory(name), null);
  expect(dirname(host)).not.toStartWith(root);
  expect(statSync(host).mode & 0o777).toBe(0o700);
  removeEndpoint(host);
  expect(existsSync(host)).toBe(false);
});

test('only an empty temporary directory of ours is swept', () => {
  const paths = ['visage-postgres-empty', 'visage-postgres-used', 'other'].map(directory);
  writeFileSync(join(root, 'visage-postgres-used', '.s.PGSQL.5432'), '');
  for (const path of [...paths, join(root, 'gone')]) sweepEndpoint(path);
  expect(paths.filter(existsSync).map((path) => basename(path))).toEqual(['visage-postgres-used', 'other']);
});
