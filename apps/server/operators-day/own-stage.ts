import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { untilInterrupted } from '../bench/interruption';
import type { EmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { documented, documentedBlock, filled } from './documented';
import { startOwnServer } from './own-server';
import { blocks, commands } from './words';

export type Connection = EmbeddedPostgres['connection'];
type Places = Record<string, string>;

/** Servers of the operator's own, in directories under `home`, and the commands that the page gives for them. */
export interface OwnStage extends AsyncDisposable {
  home: string;
  /** What the page calls these, here. */
  places: Places;
  /** A server on the directory of this name, which is made if it isn't there. It ends with the stage. */
  start(name: string, settings: Record<string, string>): Promise<EmbeddedPostgres>;
  /** Gives a documented command, with these variables. */
  give(name: keyof typeof commands, env?: Record<string, string>): Promise<{ status: number; said: string }>;
  /** Settings of a documented block; `more` stands in for what only an operator knows. */
  settings(name: 'archive' | 'recover', more?: Places): Record<string, string>;
}

export function openOwnStage(home: string, programs: string): OwnStage {
  const stack = new AsyncDisposableStack();
  const backups = join(home, 'backups');
  mkdirSync(join(backups, 'wal'), { recursive: true });
  const data = (name: string) => join(home, name, 'postgres');
  const places = {
    '/var/backups/visage': backups,
    '/var/lib/postgresql/recovered': data('recovered'),
    '/var/lib/postgresql/replica': data('replica'),
  };
  const env = { ...Bun.env, PATH: `${programs}:${Bun.env.PATH}` };
  return {
    home,
    places,
    start: async (name, settings) => stack.use(await startOwnServer(join(home, name), programs, settings)),
    async give(name, variables = {}) {
      const [page, text] = commands[name];
      const here = Object.entries(places).filter(([from]) => text.includes(from));
      const command = filled(documented(page, text), Object.fromEntries(here));
      const child = Bun.spawn(['sh', '-c', command], { cwd: home, env: { ...env, ...variables }, stderr: 'pipe' });
      const [said, status] = await untilInterrupted(Promise.all([child.stderr.text(), child.exited]));
      return { status, said };
    },
    settings(name, more = {}) {
      const [page, first] = blocks[name];
      return Object.fromEntries(documentedBlock(page, first).map((line) => setting(line, { ...places, ...more })));
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** A line of postgresql.conf: its name, and its value without the quotes. */
function setting(line: string, places: Places): [string, string] {
  const [name = '', value = ''] = line.split(/ = (.*)/s);
  const inside = /^'(.*)'$/s.exec(value)?.[1]?.replaceAll("''", "'") ?? value;
  return [name, Object.entries(places).reduce((text, [from, to]) => text.replaceAll(from, to), inside)];
}

/** As docs/install.md has it: Visage owns its database, and nothing else. */
export function siteOn({ connection }: EmbeddedPostgres, database = 'site'): Connection {
  return { ...connection, username: 'site', password: 'the-password', database };
}

export function open(connection: Connection) {
  const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  return { sql, [Symbol.asyncDispose]: () => sql.end() };
}

export async function untilPromoted(connection: Connection): Promise<void> {
  await using database = open(connection);
  while ((await database.sql`SELECT 1 WHERE pg_is_in_recovery()`).length > 0) await Bun.sleep(100);
}

/** For PostgreSQL's own programs. */
export function urlOf({ host, port, username, password, database }: Connection): string {
  return `postgres://${username}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}
