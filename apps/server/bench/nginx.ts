import { join } from 'node:path';
import { type Answer, ownHeaders, writeFiles } from './answers';
import type { Reference } from './bun-references';
import { startChild } from './child';
import { nginxProgram } from './programs';

/**
 * nginx with the same pictures as files, as fast as it can be made: `sendfile`, open files remembered, no log. Its own ETag and
 * Last-Modified, made from the file, stand for ours; all other headers are those of these answers.
 */
export async function startNginx(answers: readonly Answer[], directory: string, processes: number): Promise<Reference> {
  await writeFiles(answers, join(directory, 'files'));
  const port = freePort();
  const config = join(directory, 'nginx.conf');
  await Bun.write(config, configuration(directory, port, processes, answers[0]?.headers ?? {}));
  const child = await startChild([nginxProgram() ?? 'nginx', '-p', directory, '-c', config, '-e', 'stderr'], {
    ready: /start worker processes/,
    on: 'stderr',
  });
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}

function configuration(directory: string, port: number, processes: number, headers: Record<string, string>): string {
  const { etag, 'last-modified': _date, 'content-type': type, ...added } = ownHeaders(headers);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
${process.getuid?.() === 0 ? 'user root root; # else workers could not read a private directory' : ''}
daemon off;
worker_processes ${processes};
pid ${directory}/nginx.pid;
error_log stderr notice;
events { worker_connections 1024; }
http {
  ${temporary.map((name) => `${name}_temp_path ${directory}/${name};`).join('\n  ')}
  access_log off;
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  open_file_cache max=10000;
  open_file_cache_valid 60s;
  default_type ${type};
  server {
    listen 127.0.0.1:${port}${processes > 1 ? ' reuseport' : ''};
    root ${directory}/files;
    ${Object.entries(added)
      .map(([name, value]) => `add_header ${name} "${value.replace(/["\\]/g, '\\$&')}";`)
      .join('\n    ')}
  }
}
`;
}

/** nginx can't be given "any port": this one was free a moment ago. */
function freePort(): number {
  const probe = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data() {} } });
  const { port } = probe;
  probe.stop(true);
  return port;
}
