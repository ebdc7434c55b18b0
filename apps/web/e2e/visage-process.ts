import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providerSettings } from '../../server/test/provider-settings';

const root = join(import.meta.dir, '../../..');

/** Visage as people run it: a process of its own, with an empty database of its own. */
export interface VisageProcess {
  url: string;
  /** Every line it has logged. */
  logged(): string[];
  /** Ends it as an operator would, and removes its data. */
  stop(): Promise<void>;
}

/** Who is there before anyone comes, and what else is. */
export interface Given {
  /** The people of `bun visage demo`. */
  demo?: boolean;
  /** So many invented people instead. */
  crowd?: number | undefined;
  /** A stand-in for Gravatar, from which pictures may then be imported. */
  gravatar?: string | undefined;
  /** Someone whom GitHub and Google, stand-ins both, know, as JSON; people may sign in with them then. */
  knownElsewhere?: object | undefined;
}

export async function startVisage({
  demo = false,
  crowd,
  gravatar,
  knownElsewhere,
}: Given = {}): Promise<VisageProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'visage-e2e-'));
  const removeData = () => rm(dataDir, { recursive: true, force: true });
  const { PATH, HOME, TMPDIR } = Bun.env;
  const [command, more] = gravatar
    ? [['apps/server/test/visage-beside-gravatar.ts', gravatar], { GRAVATAR_IMPORT: 'true' }]
    : knownElsewhere
      ? [['apps/server/test/visage-beside-providers.ts', JSON.stringify(knownElsewhere)], providerSettings]
      : [['apps/server/src/main.ts'], {}];
  // Nothing else: whatever the developer has set must not reach it. Tests may say where they sign up from.
  const env = { PATH, HOME, TMPDIR, PORT: '0', DATA_DIR: dataDir, TRUSTED_PROXY: '127.0.0.1', ...more };
  const inviting = crowd ? ['apps/server/test/crowd.ts', String(crowd)] : ['apps/server/src/operator/main.ts', 'demo'];
  if (demo || crowd) await invite(inviting, env).catch((error) => removeData().finally(() => Promise.reject(error)));
  const server = Bun.spawn([process.execPath, ...command], {
    cwd: root,
    env,
    stdout: 'pipe',
    stderr: 'inherit',
  });
  const stop = async () => {
    server.kill('SIGTERM');
    await server.exited;
    await removeData();
  };
  let said = '';
  let url: string | undefined;
  const reader = server.stdout.getReader();
  const decoder = new TextDecoder();
  while (url === undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    said += decoder.decode(value, { stream: true });
    url = /ready at (http:\/\/[\w.:]+)/.exec(said)?.[1];
  }
  if (url === undefined) {
    await stop();
    throw new Error(`Visage did not start:\n${said}`);
  }
  // Read to the end, or it would wait for room in the pipe.
  void (async () => {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      said += decoder.decode(read.value, { stream: true });
    }
  })();
  // The last one may still be coming.
  const logged = () => said.split('\n').slice(0, -1);
  return { url, logged, stop };
}

async function invite(command: string[], env: Record<string, string | undefined>): Promise<void> {
  const inviting = Bun.spawn([process.execPath, ...command], { cwd: root, env, stdout: 'pipe', stderr: 'pipe' });
  const [status, said, errors] = await Promise.all([
    inviting.exited,
    new Response(inviting.stdout).text(),
    new Response(inviting.stderr).text(),
  ]);
  if (status !== 0) throw new Error(`\`${command.join(' ')}\` failed:\n${said}${errors}`);
}
