import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cache } from './cache';
import { fill, snippet } from './guide';
import { findProgram, freePort, runServer } from './program';

/** nginx with the configuration of the CDN guide and everything it writes in a directory of its own. */
export async function startNginx(origins: readonly string[]): Promise<Cache> {
  const nginx = findProgram('nginx', 'nginx');
  const directory = mkdtempSync(join(tmpdir(), 'visage-nginx-'));
  const port = freePort();
  const config = join(directory, 'nginx.conf');
  mkdirSync(join(directory, 'temp'));
  await Bun.write(config, configuration(directory, port, origins));
  try {
    // QUIT lets what is under way finish.
    const server = await runServer([nginx, '-p', directory, '-c', config, '-e', join(directory, 'error.log')], {
      port,
      signal: 'SIGQUIT',
    });
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

function configuration(directory: string, port: number, origins: readonly string[]): string {
  const guide = fill(snippet('nginx'), {
    'server 127.0.0.1:3000;': origins.map((url) => `server ${new URL(url).host};`).join('\n    '),
    'listen 80;': `listen 127.0.0.1:${port};`,
    '/var/cache/nginx/visage': join(directory, 'cache'),
    '127.0.0.1:3001': `127.0.0.1:${freePort()}`,
  });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(directory, 'temp', name)};`)
    .join('\n');
  return `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 2;
pid ${join(directory, 'nginx.pid')};
events {}
http {
access_log off;
${temporary}
${guide}
}
`;
}
