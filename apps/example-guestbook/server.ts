import { fileURLToPath } from 'node:url';
import { type Entry, pageOf } from './page';

/**
 * A guest book on a site of its own, which shows its guests' pictures from Visage:
 *
 *     VISAGE_URL=http://localhost:3000 PORT=4000 bun server.ts
 *
 * It keeps entries in memory, and nothing of Visage but its address.
 */
const { VISAGE_URL = 'http://localhost:3000', PORT = '4000' } = Bun.env;
const visage = VISAGE_URL.replace(/\/+$/, '');
const entries: Entry[] = [];

const element = await Bun.build({
  entrypoints: [fileURLToPath(import.meta.resolve('@visage/client/element'))],
  target: 'browser',
  minify: true,
});
const [script] = element.outputs;
if (!script) throw new Error('The element could not be bundled.');
const code = await script.text();

/** As strict as can be: scripts and styles from here alone, pictures and news from Visage. */
const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${visage}; connect-src ${visage}; form-action 'self'; base-uri 'none'`;

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: Number(PORT),
  routes: {
    '/element.js': new Response(code, { headers: { 'Content-Type': 'text/javascript' } }),
    '/style.css': new Response(Bun.file(new URL('style.css', import.meta.url))),
    '/': {
      GET: () =>
        new Response(pageOf(entries, visage), {
          headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
        }),
      async POST(request) {
        const form = await request.formData();
        const handle = String(form.get('user')).trim().replace(/^@/, '');
        const text = String(form.get('text')).trim().slice(0, 500);
        if (!/^[\w-]{3,30}$/.test(handle) || text === '')
          return new Response('Handle and words, please.', { status: 400 });
        entries.unshift({ user: `@${handle.toLowerCase()}`, text });
        return new Response(null, { status: 303, headers: { Location: '/' } });
      },
    },
  },
  fetch: () => new Response('Not found.', { status: 404 }),
});
console.log(`The guest book is at ${server.url.origin}`);
