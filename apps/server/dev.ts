import { join } from 'node:path';

/**
 * `bun run dev`: the server, started anew on every change, and Vite with hot reload in front of it. Ends both together.
 */
const root = join(import.meta.dir, '../..');
const vitePort = 5173;
const serverPort = 3000;

const server = Bun.spawn([process.execPath, '--watch', '--no-clear-screen', 'apps/server/src/main.ts'], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    PORT: String(serverPort),
    // Pages come from Vite's address and act with their visitor's cookies.
    TRUSTED_ORIGINS: [process.env.TRUSTED_ORIGINS, `http://localhost:${vitePort}`].filter(Boolean).join(','),
  },
});
const vite = Bun.spawn([process.execPath, 'run', 'dev', '--', '--port', String(vitePort), '--strictPort'], {
  cwd: join(root, 'apps/web'),
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, VISAGE_SERVER: `http://localhost:${serverPort}` },
});

const stop = () => {
  server.kill('SIGTERM');
  vite.kill('SIGTERM');
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
await Promise.race([server.exited, vite.exited]);
stop();
await Promise.all([server.exited, vite.exited]);
