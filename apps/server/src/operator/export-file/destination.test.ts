import { afterAll, expect, spyOn, test } from 'bun:test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destination } from './destination';

const directory = mkdtempSync(join(tmpdir(), 'visage-destination-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('a directory that can’t be synced is a warning: the file is whole, and is closed once', async () => {
  const path = join(directory, 'people.visage');
  const warning = spyOn(console, 'error').mockImplementation(() => {});
  const into = destination(path, () => {
    throw new Error('EACCES: permission denied');
  });
  await into.write(new TextEncoder().encode('everyone'));
  into.done();
  into.drop();
  const said = warning.mock.calls.join();
  warning.mockRestore();
  expect(said).toContain('EACCES');
  expect(readFileSync(path, 'utf8')).toBe('everyone');
});
