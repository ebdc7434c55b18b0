import { expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../src/env';
import { root } from './documented';
import { serviceOf } from './service';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const known = [...read('.env.example').matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name ?? '');

test('the settings of install.md, with a secret filled in, are taken', async () => {
  const { settings, environment } = await serviceOf();
  const taken = readSettings({ ...environment, ...settings, AUTH_SECRET: 'f'.repeat(64) });
  expect(taken).toMatchObject({ workers: 2, publicUrl: 'https://pictures.example.org', dataDir: '/var/lib/visage' });
  expect(() => readSettings({ ...environment, ...settings })).toThrow('AUTH_SECRET');
});

test('what the compose files set are settings, and their secrets have no default', () => {
  const { services } = Bun.YAML.parse(read('compose.yaml')) as {
    services: Record<string, { environment: Record<string, string>; build?: { dockerfile: string } }>;
  };
  const environment = services.visage?.environment ?? {};
  expect(Object.keys(environment).filter((name) => !known.includes(name))).toBeEmpty();
  expect(environment.AUTH_SECRET).toStartWith('${AUTH_SECRET:?');
  expect(services.postgres?.environment.POSTGRES_PASSWORD).toStartWith('${POSTGRES_PASSWORD:?');
  expect(existsSync(join(root, services.visage?.build?.dockerfile ?? ''))).toBe(true);
  const beside = Bun.YAML.parse(read('deploy/compose.postgres.yaml')) as { services: object };
  expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(beside.services)));
});

test('the image copies what is there, and the packages that the server and the web app stand on', () => {
  const copied = [...read('Containerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from]) =>
    (from ?? '').split(' '),
  );
  expect(copied.filter((path) => !existsSync(join(root, path)))).toBeEmpty();
  for (const name of ['apps/server', 'apps/web']) {
    const { dependencies } = JSON.parse(read(`${name}/package.json`)) as { dependencies: Record<string, string> };
    const ours = Object.keys(dependencies).filter((each) => each.startsWith('@visage/'));
    for (const each of [name, ...ours.map((one) => one.replace('@visage', 'packages'))])
      expect(copied).toContain(`${each}/package.json`);
  }
});

test('the operator’s command on a server has the user, the places and the settings of the unit', () => {
  const [script, unit] = [read('deploy/visage'), read('deploy/visage.service')];
  for (const name of ['User', 'Group', 'WorkingDirectory', 'EnvironmentFile', 'UMask']) {
    const value = new RegExp(`^${name}=(.+)$`, 'm').exec(unit)?.[1];
    expect(script).toContain(`--property=${name}=${value}`);
  }
  for (const each of (/^Environment=(.+)$/m.exec(unit)?.[1] ?? '').split(' '))
    expect(script).toContain(`--setenv=${each}`);
});
