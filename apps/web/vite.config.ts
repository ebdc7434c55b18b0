import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { compileAhead } from './compile-ahead.ts';
import { precompress } from './precompress.ts';
import { screenPages } from './screen-pages.ts';

// biome-ignore lint/style/noProcessEnv: Vite's own settings are read here and nowhere else.
const server = process.env.VISAGE_SERVER ?? 'http://localhost:3000';

/** The server's own routes; every other path is a screen of the app. Host and Origin stay those of the page. */
const proxied = ['/trpc', '/api', '/profile', '/avatar', '/placeholder.png', '/openapi.json', '/docs'];

/** What shows a path when it is the first of a visit; `/@` is everyone's, and `/landing` stands for `/`. */
const screens = {
  '/landing': 'src/landing/landing-screen.tsx',
  '/sign-up': 'src/sign-up/sign-up-screen.tsx',
  '/sign-in': 'src/sign-in/sign-in-screen.tsx',
  '/forgot-password': 'src/password/forgot-screen.tsx',
  '/reset-password': 'src/password/reset-screen.tsx',
  '/me': 'src/me/me-screen.tsx',
  '/settings': 'src/settings/settings-screen.tsx',
  '/people': 'src/people/people-screen.tsx',
  '/@': 'src/person/person-screen.tsx',
};

export default defineConfig({
  plugins: [solid(), tailwindcss(), screenPages(screens), compileAhead(), precompress()],
  server: { proxy: Object.fromEntries(proxied.map((path) => [path, { target: server, changeOrigin: false }])) },
  build: {
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    // The polyfill would be an inline script, which the content security policy refuses; these browsers need none.
    modulePreload: { polyfill: false },
    // Small files as data: URLs would save nothing over HTTP/2 and hide them from the cache.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Without the names of all who share it.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            // What every first load needs is one file: over HTTP/1.1 a browser has six connections, and each takes a round trip to open.
            { name: 'app', tags: ['$initial'] },
            // What several screens need is a few files, not a dozen, of which some are larger than their reason.
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 1500 },
          ],
        },
      },
    },
  },
});
