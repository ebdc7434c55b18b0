import { untilInterrupted } from './interruption';

/** Another program that runs for as long as it is wanted. */
export interface Child extends AsyncDisposable {
  pid: number;
  /** What it said when it was ready. */
  ready: RegExpExecArray;
}

interface Start {
  /** What it writes when it is ready. */
  ready: RegExp;
  /** Where it writes that; the other one goes to ours. */
  on: 'stdout' | 'stderr';
  /** On top of ours. */
  environment?: Record<string, string>;
}

/**
 * Starts a program and waits until it is ready. Disposed of, it is asked to end (SIGTERM) and waited for; one that does not end
 * within ten seconds is killed.
 */
export async function startChild(command: string[], { ready, on, environment = {} }: Start): Promise<Child> {
  const child = Bun.spawn(command, {
    stdout: on === 'stdout' ? 'pipe' : 'inherit',
    stderr: on === 'stderr' ? 'pipe' : 'inherit',
    env: { ...process.env, ...environment },
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await child.exited;
    clearTimeout(kill);
  };
  try {
    const said = await untilInterrupted(firstMatch(child[on] as ReadableStream<Uint8Array>, ready, command));
    return { pid: child.pid, ready: said, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Reads on to the end after the match: a program whose output nobody reads is stopped by a full pipe. */
function firstMatch(output: ReadableStream<Uint8Array>, wanted: RegExp, command: string[]): Promise<RegExpExecArray> {
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  const read = async () => {
    let text = '';
    let found = false;
    const decoder = new TextDecoder();
    for await (const chunk of output) {
      if (found) continue;
      text += decoder.decode(chunk, { stream: true });
      const match = wanted.exec(text);
      if (!match) continue;
      found = true;
      resolve(match);
    }
    reject(new Error(`${command.join(' ')} did not start:\n${text}`));
  };
  read().catch(reject);
  return promise;
}
