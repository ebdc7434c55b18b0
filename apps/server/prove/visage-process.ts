import { join } from 'node:path';

/** A Visage in a process of its own. */
export interface VisageProcess extends AsyncDisposable {
  /** Where to ask it. */
  base: string;
  /** What its own pages call themselves. */
  origin: string;
  pid: number;
  /** Settles when it has ended, with how. */
  ended: Promise<string>;
}

/** How long it may take to stop before it is killed, in milliseconds. */
const patience = 8000;

/**
 * Starts one with these variables and no others; answers when it is ready.
 * @param preload a program to run before it, in its workers too
 */
export async function startVisageProcess(env: Record<string, string>, preload?: string): Promise<VisageProcess> {
  const started = Promise.withResolvers<{ port: number; url: string }>();
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'served.ts')], {
    env: { PORT: '0', ...(preload && { BUN_OPTIONS: `--preload=${preload}` }), ...env },
    stdout: 'inherit',
    stderr: 'inherit',
    ipc: (message) => started.resolve(message as { port: number; url: string }),
    onExit: (_, code, signal) => started.reject(new Error(`Visage did not start (${code ?? signal})`)),
  });
  const { port, url } = await started.promise;
  return {
    base: `http://127.0.0.1:${port}`,
    origin: url,
    pid: child.pid,
    ended: child.exited.then((code) => `Visage ended by itself: ${child.signalCode ?? code}`),
    async [Symbol.asyncDispose]() {
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), patience);
      await child.exited;
      clearTimeout(kill);
    },
  };
}
