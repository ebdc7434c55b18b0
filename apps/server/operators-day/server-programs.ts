import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What an operator's server of their own brings, and the embedded one doesn't. */
const wanted = ['postgres', 'initdb', 'pg_dump', 'pg_restore', 'pg_basebackup', 'psql'];
const places = '/usr/lib/postgresql';

/** The directory of the programs of the newest PostgreSQL on this machine; null when there is none with all of them. */
export function findServerPrograms(): string | null {
  const versions = existsSync(places) ? readdirSync(places).sort((a, b) => Number(b) - Number(a)) : [];
  const found = Bun.which('pg_config') ? Bun.spawnSync(['pg_config', '--bindir']).stdout.toString().trim() : '';
  const all = [...versions.map((version) => join(places, version, 'bin')), found].filter(Boolean);
  return all.find((directory) => wanted.every((program) => existsSync(join(directory, program)))) ?? null;
}
