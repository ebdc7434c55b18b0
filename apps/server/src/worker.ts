import type { Among } from './app';
import { SettingsError } from './env';
import type { Counted } from './http/metrics';
import { createLog } from './log';
import { createQuestions } from './questions';
import { type RunningHere, startVisage } from './start';
import type { FromWorker, ToWorker } from './workers';

/** One of several server processes: is told everything by the process that started it, and ends with it. */
let visage: RunningHere | undefined;

const stop = async () => {
  await visage?.stop();
  process.exit(0);
};
process.on('SIGTERM', stop);
process.once('disconnect', stop);
// Typed in a terminal it reaches every process at once; the one in charge says when to stop.
process.on('SIGINT', () => {});

const tell = (message: FromWorker) => process.send?.(message);
/** What all processes have counted. */
const all = createQuestions<Counted[]>((id) => tell({ kind: 'count all', id }), 1000);

async function heard(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'start':
      return start(message);
    case 'count':
      if (visage) tell({ kind: 'counted', id: message.id, counted: await visage.counted() });
      return;
    case 'all counted':
      return all.answered(message.id, message.all);
  }
}
process.on('message', heard);

async function start({ settings, connection, worker }: Extract<ToWorker, { kind: 'start' }>): Promise<void> {
  const among: Among = {
    worker,
    counted: async (own) => (await all.ask()) ?? [await own()],
  };
  try {
    visage = await startVisage(settings, { log: createLog(settings.logLevel), connection, among });
    tell({ kind: 'ready', port: visage.port, url: visage.url });
  } catch (error) {
    console.error(error instanceof SettingsError ? error.message : error);
    process.exit(1);
  }
}
