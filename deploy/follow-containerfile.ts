/**
 * `bun deploy/follow-containerfile.ts`: takes the steps of Containerfile without a container, for machines that have no Docker:
 * each stage is a directory, COPY and RUN happen there as whoever runs this, and what comes out is started, asked for its health, and
 * looked at by `bun visage doctor` of its own. It shows that the files that are copied are enough; not that the base image and its user are as they should be.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Glob } from 'bun';

const root = resolve(import.meta.dir, '..');
const directory = mkdtempSync(join(tmpdir(), 'visage-container-'));
const ignored = (await Bun.file(join(root, '.dockerignore')).text())
  .split('\n')
  .filter(Boolean)
  .map((pattern) => new Glob(pattern));
const isSent = (path: string) => !ignored.some((glob) => glob.match(path));

const stages = new Map<string, string>();
const environment: Record<string, string> = {};
let at = '';
let workdir = '/';

/** A path of the container, in the stage of now. */
const inside = (path: string, stage = at) => join(stage, resolve(workdir, path));

function copy(parts: string[]): void {
  const from = parts[0]?.startsWith('--from=') ? parts.shift()?.slice('--from='.length) : undefined;
  const target = inside(parts.at(-1) ?? '');
  for (const source of parts.slice(0, -1)) {
    const path = from ? join(stages.get(from) ?? '', source) : join(root, source);
    const to = parts.at(-1)?.endsWith('/') ? join(target, basename(source)) : target;
    cpSync(path, to, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (each) => from !== undefined || each === root || isSent(each.slice(root.length + 1)),
    });
  }
}

function run(command: string): void {
  // Its own root is not ours: what it makes outside its working directory is for the base image's user alone.
  if (command.includes('chown')) return;
  const { exitCode } = Bun.spawnSync(['sh', '-c', command], {
    cwd: inside('.'),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (exitCode !== 0) throw new Error(`RUN ${command}: status ${exitCode}`);
}

try {
  const text = await Bun.file(join(root, 'Containerfile')).text();
  let program: string[] = [];
  for (const line of text.replaceAll('\\\n', ' ').split('\n')) {
    const [word = '', ...parts] = line.trim().split(/\s+/);
    switch (word) {
      case 'FROM': {
        const [base = '', , name] = parts;
        const stage = join(directory, name ?? 'last');
        mkdirSync(stage);
        const known = stages.get(base);
        // What an earlier stage made, or nothing: Bun is this machine's.
        if (known) cpSync(known, stage, { recursive: true, verbatimSymlinks: true });
        else workdir = '/';
        at = stage;
        stages.set(name ?? 'last', stage);
        break;
      }
      case 'WORKDIR':
        workdir = parts[0] ?? '/';
        mkdirSync(inside('.'), { recursive: true });
        break;
      case 'COPY':
        copy(parts);
        break;
      case 'RUN':
        run(parts.join(' '));
        break;
      case 'ENV':
        for (const part of parts) environment[part.split('=')[0] ?? ''] = part.split('=')[1] ?? '';
        break;
      case 'CMD':
        program = JSON.parse(parts.join(' '));
    }
  }
  if (existsSync(inside('apps/web/src'))) throw new Error('the sources of the web app are in the image');
  const data = { DATA_DIR: join(directory, 'data'), HOST: '127.0.0.1', PORT: '0', HOME: directory };
  const env = { PATH: Bun.env.PATH ?? '', ...environment, ...data };
  const visage = Bun.spawn(program, { cwd: inside('.'), env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of visage.stdout.pipeThrough(new TextDecoderStream())) {
    said += chunk;
    if (said.includes('"url"')) break;
  }
  const url = /"url":"([^"]+)"/.exec(said)?.[1];
  const answers = await Promise.all(
    ['/healthz', '/readyz', '/', '/placeholder.png'].map(
      async (path) => `${path} ${(await fetch(`${url}${path}`)).status}`,
    ),
  );
  // As `docker compose exec visage bun visage doctor` (docs/install.md).
  const doctor = Bun.spawn(['bun', 'visage', 'doctor'], {
    cwd: inside('.'),
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const looked = await doctor.exited;
  visage.kill('SIGTERM');
  const ended = await visage.exited;
  console.log(answers.join(', '), '; doctor said', looked, '; ended with status', ended);
  if (answers.some((answer) => !answer.endsWith(' 200')) || looked !== 0 || ended !== 0) process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
