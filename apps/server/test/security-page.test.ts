import { expect, test } from 'bun:test';
import { join } from 'node:path';

const root = join(import.meta.dir, '../../..');
const page = await Bun.file(join(root, 'docs/security.md')).text();
const named = [...page.matchAll(/`([^`]+\.test\.ts)`: “([^”]+)”/g)].map(([, file = '', name = '']) => ({ file, name }));

test('each test that docs/security.md names is there', async () => {
  expect(named.length).toBeGreaterThan(20);
  expect(named.length).toBe(page.match(/\.test\.ts`: “/g)?.length ?? 0);
  const missing = [];
  for (const { file, name } of named) {
    const source = Bun.file(join(root, 'apps/server', file));
    const text = (await source.exists()) ? await source.text() : '';
    if (!text.includes(`'${name}'`)) missing.push(`${file}: ${name}`);
  }
  expect(missing).toEqual([]);
});

test('no row of it says how an item is met without a test, or that it is not', () => {
  const rows = page.split('\n').filter((line) => /^\| V\d/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !/\.test\.ts`: “|\*\*(not met|not applicable|not tested)\*\*/i.test(row))).toEqual([]);
});
