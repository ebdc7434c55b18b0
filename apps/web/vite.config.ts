import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { precompress } from './precompress.ts';

// biome-ignore lint/style/noProcessEnv: Vite's own settings are read here and nowhere else.
const server = process.env.VISAGE_SERVER ?? 'http://localhost:3000';

/** The server's own routes; every other path is a screen of the app. Host and Origin stay those of the page. */
const proxied = ['/trpc', '/api', '/profile', '/avatar', '/placeholder.png'];

export default defineConfig({
  plugins: [solid(), tailwindcss(), precompress()],
  server: { proxy: Object.fromEntries(proxied.map((path) => [path, { target: server, changeOrigin: false }])) },
  build: {
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    // The polyfill would be an inline script, which the content security policy refuses; these browsers need none.
    modulePreload: { polyfill: false },
    // Small files as data: URLs would save nothing over HTTP/2 and hide them from the cache.
    assetsInlineLimit: 0,
  },
});
