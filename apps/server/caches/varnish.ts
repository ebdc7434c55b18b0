import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cache } from './cache';
import { fill, snippet } from './guide';
import { findProgram, freePort, runServer } from './program';

/** Varnish with the VCL of the CDN guide and everything it writes in a directory of its own. */
export async function startVarnish(origins: readonly string[]): Promise<Cache> {
  const varnishd = findProgram('varnishd', 'varnish');
  const directory = mkdtempSync(join(tmpdir(), 'visage-varnish-'));
  const port = freePort();
  const vcl = join(directory, 'visage.vcl');
  await Bun.write(vcl, configuration(origins));
  const command = [varnishd, '-F', '-n', join(directory, 'work'), '-f', vcl, '-a', `127.0.0.1:${port}`];
  // It need not become another user to run here; a new one may not be able to read the directory.
  const options = ['-j', 'none', '-s', 'malloc,64m', '-T', 'none'];
  try {
    const server = await runServer([...command, ...options], { port, signal: 'SIGTERM' });
    return {
      url: `http://127.0.0.1:${port}`,
      stop: async () => {
        await server.stop();
        rmSync(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

function configuration(origins: readonly string[]): string {
  const named = origins.map((url, index) => ({ name: `origin${index}`, ...addressOf(url) }));
  return fill(snippet('vcl'), {
    'backend one { .host = "127.0.0.1"; .port = "3000"; }': named
      .map(({ name, host, port }) => `backend ${name} { .host = "${host}"; .port = "${port}"; }`)
      .join('\n'),
    'visage.add_backend(one);': named.map(({ name }) => `visage.add_backend(${name});`).join('\n    '),
  });
}

function addressOf(url: string): { host: string; port: string } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port };
}
