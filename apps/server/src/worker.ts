import { SettingsError } from './env';
import { createLog } from './log';
import { type Running, startVisage } from './start';
import type { Assignment, Ready } from './workers';

/** One of several server processes: is told everything by the process that started it, and ends with it. */
let visage: Running | undefined;

const stop = async () => {
  await visage?.stop();
  process.exit(0);
};
process.on('SIGTERM', stop);
process.once('disconnect', stop);
// Typed in a terminal it reaches every process at once; the one in charge says when to stop.
process.on('SIGINT', () => {});

process.once('message', async ({ settings, connection }: Assignment) => {
  try {
    visage = await startVisage(settings, { log: createLog(settings.logLevel), connection, sharesPort: true });
    process.send?.({ port: visage.port, url: visage.url } satisfies Ready);
  } catch (error) {
    console.error(error instanceof SettingsError ? error.message : error);
    process.exit(1);
  }
});
