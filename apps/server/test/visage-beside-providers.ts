import { readSettings } from '../src/env';
import { createLog } from '../src/log';
import { startVisage } from '../src/start';
import { buildWebAppIfNeeded } from '../src/web-build';
import { standInProviders } from './providers';

// Visage as `main.ts` starts it, but that GitHub and Google are stand-ins, who know the one person given, as JSON.
standInProviders().comes(JSON.parse(Bun.argv[2] ?? ''));
const settings = readSettings();
const log = createLog(settings.logLevel);
await buildWebAppIfNeeded(log);
const visage = await startVisage(settings, { log });
log.info({ url: visage.url }, `Visage is ready at ${visage.url}`);
process.on('SIGTERM', () => void visage.stop().then(() => process.exit(0)));
