import { readSettings } from '../src/env';
import { createLog } from '../src/log';
import { startVisage } from '../src/start';
import { buildWebAppIfNeeded } from '../src/web-build';

// Visage as `main.ts` starts it, but for where it asks for Gravatars: at the address given.
const settings = readSettings();
const log = createLog(settings.logLevel);
await buildWebAppIfNeeded(log);
const visage = await startVisage(settings, { log, gravatar: Bun.argv[2] });
log.info({ url: visage.url }, `Visage is ready at ${visage.url}`);
process.on('SIGTERM', () => void visage.stop().then(() => process.exit(0)));
