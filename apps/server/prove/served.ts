import { readSettings } from '../src/env';
import { createLog } from '../src/log';
import { startVisage } from '../src/start';

// One Visage, as `main.ts` starts it but without building the web app. It ends with whoever started it.
const settings = readSettings();
const visage = await startVisage(settings, { log: createLog(settings.logLevel) });
process.on('SIGTERM', async () => {
  await visage.stop();
  process.exit(0);
});
// Typed in a terminal it reaches every process at once; the prover says when to stop.
process.on('SIGINT', () => {});
process.once('disconnect', () => process.exit(1));
process.send?.({ port: visage.port, url: visage.url });
