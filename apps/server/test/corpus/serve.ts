import { readSettings } from '../../src/env';
import { createLog } from '../../src/log';
import { startVisage } from '../../src/start';

/** What child-visage.ts tells this process, once. */
export interface Start {
  env: Record<string, string>;
  connection: { host: string; port: number; username: string; password: string; database: string };
}

// Run as a process of its own, which nothing but Visage makes grow or fall. It ends with whoever started it.
process.once('message', async ({ env, connection }: Start) => {
  const visage = await startVisage(readSettings(env), { log: createLog('warn'), connection });
  process.once('message', async () => {
    await visage.stop();
    process.exit(0);
  });
  process.send?.({ port: visage.port, url: visage.url });
});
process.once('disconnect', () => process.exit(1));
