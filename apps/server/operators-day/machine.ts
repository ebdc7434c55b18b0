import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { untilInterrupted } from '../bench/interruption';
import { freePort } from '../caches/program';
import { documented, filled, root } from './documented';
import { serviceOf } from './service';
import { commands } from './words';

/** A machine to run Visage on: a directory with what install.md puts in the places of a real one. */
export interface Machine {
  directory: string;
  /** The checkout: /opt/visage. */
  checkout: string;
  dataDir: string;
  /** Where Visage answers, with the settings of install.md. */
  base: string;
  /** PUBLIC_URL. */
  origin: string;
  /** Gives a documented command in the checkout, with this in place of that; answers what was said. */
  give(name: keyof typeof commands, replacements?: Record<string, string>): Promise<Said>;
  /** Any other, which no page says. */
  run(command: string): Promise<Said>;
  /** Starts Visage as the unit does; answers when it is ready, or how it ended. */
  start(): Promise<Said>;
  /** As `systemctl stop`; answers the status. */
  stop(): Promise<number | null>;
  /** kill -9, of every process at once. */
  kill(): Promise<void>;
  /** Whatever is left of it. */
  lose(): Promise<void>;
}

export interface Said {
  status: number | null;
  text: string;
}

/** @param home where all machines of this play are */
export async function newMachine(home: string, name: string): Promise<Machine> {
  const directory = join(home, name);
  const checkout = join(directory, 'opt/visage');
  const dataDir = join(directory, 'var/lib/visage');
  mkdirSync(dirname(checkout), { recursive: true });
  const { program, environment, settings } = await serviceOf();
  const port = freePort();
  const env = {
    ...withoutSettings(),
    ...environment,
    ...settings,
    // What install.md leaves open: no server of its own here, so that Visage brings one and makes its secret; nobody to mail to.
    ...{ DATABASE_URL: '', AUTH_SECRET: '', SMTP_URL: '', DATA_DIR: dataDir, PORT: String(port) },
  };
  let visage: Bun.Subprocess<'ignore', 'pipe', 'pipe'> | null = null;

  async function run(command: string): Promise<Said> {
    const cwd = existsSync(checkout) ? checkout : directory;
    const child = Bun.spawn(['sh', '-c', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
    const [out, err, status] = await untilInterrupted(ended);
    return { status, text: out + err };
  }

  async function kill(): Promise<void> {
    if (!visage) return;
    const postgres = postmasterOf(dataDir);
    process.kill(-visage.pid, 'SIGKILL');
    // In a session of its own, which the kernel would ask to end in peace.
    if (postgres !== null) process.kill(postgres, 'SIGKILL');
    await visage.exited;
    visage = null;
    await untilPostgresIsGone(dataDir);
  }

  return {
    ...{ directory, checkout, dataDir, base: `http://127.0.0.1:${port}`, origin: settings.PUBLIC_URL ?? '' },
    give(name, replacements = {}) {
      const [page, command] = commands[name];
      const places = { '<this repository>': root, '/opt/visage': checkout, PERSON: '' };
      const here = Object.entries({ ...places, ...replacements }).filter(([from]) => command.includes(from));
      return run(filled(documented(page, command), Object.fromEntries(here)));
    },
    run,
    async start() {
      const words = program.map((word) => (word === '/usr/local/bin/bun' ? process.execPath : word));
      // A group of its own, so that all of it can be killed at once.
      const child = Bun.spawn(words, { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      visage = child;
      const said = await untilInterrupted(sayingReady(child));
      if (said.status !== null) visage = null;
      return said;
    },
    async stop() {
      visage?.kill('SIGTERM');
      const status = (await visage?.exited) ?? null;
      visage = null;
      return status;
    },
    kill,
    async lose() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** What this process was started with, without anything that Visage or PostgreSQL would take for a setting. */
function withoutSettings(): Record<string, string> {
  const names = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#? ?([A-Z_]+)=/gm)].map(
    ([, name]) => name,
  );
  return Object.fromEntries(
    Object.entries(Bun.env).flatMap(([name, value]) =>
      value === undefined || names.includes(name) || name === 'NODE_ENV' || name.startsWith('PG')
        ? []
        : [[name, value]],
    ),
  );
}

/** Reads on to the end: a program whose output nobody reads is stopped by a full pipe. */
function sayingReady(child: Bun.Subprocess<'ignore', 'pipe', 'pipe'>): Promise<Said> {
  const { promise, resolve } = Promise.withResolvers<Said>();
  let text = '';
  const read = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const part of stream) {
      text += decoder.decode(part, { stream: true });
      if (text.includes('Visage is ready')) resolve({ status: null, text });
    }
  };
  void Promise.all([read(child.stdout), read(child.stderr), child.exited]).then(([, , status]) =>
    resolve({ status, text }),
  );
  return promise;
}

/** Until it is gone its files are in use. */
async function untilPostgresIsGone(dataDir: string): Promise<void> {
  while (postmasterOf(dataDir) !== null) await Bun.sleep(50);
}

/** The process of the embedded PostgreSQL; null when there is none. */
function postmasterOf(dataDir: string): number | null {
  const file = join(dataDir, 'postgres/postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}
