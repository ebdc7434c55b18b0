import { readSettings } from '../src/env';
import { createLog } from '../src/log';
import { startVisage } from '../src/start';
import { startWorkers } from '../src/workers';

// One Visage, as `main.ts` starts it but without building the web app. It ends with whoever started it.
const settings = readSettings();
const log = createLog(settings.logLevel);
const visage = settings.workers > 1 ? await startWorkers(settings, log) : await startVisage(settings, { log });
process.on('SIGTERM', async () => {
  await visage.stop();
  process.exit(0);
});
// Typed in a terminal it reaches every process at once; the prover says when to stop.
process.on('SIGINT', () => {});
process.once('disconnect', () => process.exit(1));
process.send?.({ port: visage.port, url: visage.url });
