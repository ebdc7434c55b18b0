import { connect } from 'node:net';

interface Program {
  /** Where it listens, on loopback. */
  port: number;
  /** How it is asked to end. */
  signal: NodeJS.Signals;
  environment?: Record<string, string>;
}

/** The path of an installed program; without one, throws a sentence that says what to install. */
export function findProgram(name: string, packageName: string): string {
  const { PATH } = Bun.env;
  // Debian keeps servers where only root looks.
  const found = Bun.which(name, { PATH: `${PATH}:/usr/sbin:/usr/local/sbin` });
  if (!found) throw new Error(`No ${name} found. Install the package "${packageName}" (Debian, Ubuntu, Fedora, Arch).`);
  return found;
}

/** Runs a server in the foreground until `stop`; answers when it takes connections. What it says is told if it ends by itself. */
export async function runServer(command: string[], { port, signal }: Program): Promise<{ stop(): Promise<void> }> {
  const child = Bun.spawn(command, { stdout: 'pipe', stderr: 'pipe' });
  const said = Promise.all([child.stdout.text(), child.stderr.text()]);
  const stop = async () => {
    child.kill(signal);
    await child.exited;
  };
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`${command[0]} did not start:\n${(await said).join('')}`);
    await Bun.sleep(20);
  }
  return { stop };
}

/** A port of the loopback interface that was free just now. */
export function freePort(): number {
  const probe = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data() {} } });
  const { port } = probe;
  probe.stop(true);
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
