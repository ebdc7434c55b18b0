import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { documented, documentedBlock, filled, root } from './documented';
import { serviceOf } from './service';
import { blocks, commands } from './words';

test.each(Object.entries(commands))('%s is what the page says', (_, [page, command]) => {
  expect(documented(page, command)).toBe(command);
});

test.each(Object.entries(blocks))('%s is a block of the page', (_, [page, first]) => {
  expect(documentedBlock(page, first).length).toBeGreaterThan(1);
});

test('what a page doesn’t say is not played, and neither is part of what it says', () => {
  expect(() => documented('operating', 'bun visage exort people.visage')).toThrow('no longer says');
  expect(() => documented('operating', 'bun visage')).toThrow('no longer says');
  expect(() => documentedBlock('install', 'PUBLIC_URL')).toThrow('one block');
  expect(() => filled('a b', { c: 'd' })).toThrow('There is no c');
});

test('the settings of install.md are such as systemd reads and Visage takes', async () => {
  const { settings, environment, program } = await serviceOf();
  expect(settings).toMatchObject({ WORKERS: '2', TRUSTED_PROXY: '127.0.0.1', MAIL_FROM: expect.stringContaining('<') });
  expect(environment).toMatchObject({ NODE_ENV: 'production', DATA_DIR: '/var/lib/visage' });
  expect(program).toEqual(['/usr/local/bin/bun', 'apps/server/src/main.ts']);
});

test('an export that a shell writes is for its owner alone', async () => {
  const pages = await Promise.all(
    ['docs/install.md', 'deploy/visage'].map((path) => Bun.file(join(root, path)).text()),
  );
  const written = pages.join('\n').match(/.*visage export - > \S+/g) ?? [];
  expect(written).toHaveLength(3);
  for (const each of written) expect(each).toContain('(umask 077; ');
});
