import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dir, '../../..');

/** Visage as people run it: a process of its own, with an empty database of its own. */
export interface VisageProcess {
  url: string;
  /** Every line it has logged. */
  logged(): string[];
  /** Ends it as an operator would, and removes its data. */
  stop(): Promise<void>;
}

/** With `demo`, the people of `bun visage demo` are there. `gravatar`: a stand-in for Gravatar, from which pictures may then be imported. */
export async function startVisage({
  demo = false,
  gravatar,
}: {
  demo?: boolean;
  gravatar?: string | undefined;
} = {}): Promise<VisageProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'visage-e2e-'));
  const removeData = () => rm(dataDir, { recursive: true, force: true });
  const { PATH, HOME, TMPDIR } = Bun.env;
  const [command, more] = gravatar
    ? [['apps/server/test/visage-beside-gravatar.ts', gravatar], { GRAVATAR_IMPORT: 'true' }]
    : [['apps/server/src/main.ts'], {}];
  // Nothing else: whatever the developer has set must not reach it.
  const env = { PATH, HOME, TMPDIR, PORT: '0', DATA_DIR: dataDir, ...more };
  if (demo) await invitePeople(env).catch((error) => removeData().finally(() => Promise.reject(error)));
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

async function invitePeople(env: Record<string, string | undefined>): Promise<void> {
  const command = [process.execPath, 'apps/server/src/operator/main.ts', 'demo'];
  const demo = Bun.spawn(command, { cwd: root, env, stdout: 'pipe', stderr: 'pipe' });
  const [status, said, errors] = await Promise.all([
    demo.exited,
    new Response(demo.stdout).text(),
    new Response(demo.stderr).text(),
  ]);
  if (status !== 0) throw new Error(`\`visage demo\` failed:\n${said}${errors}`);
}
