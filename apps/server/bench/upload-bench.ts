import type { Bench } from './bench';
import { benchUploads } from './uploads';
import { startVisageProcess } from './visage-process';

/** The rows of uploads.ts, on a Visage with an embedded Postgres of its own, as someone tries it first. */
export const uploadBench: Bench = {
  claims: [
    { name: 'upload of a 12-megapixel JPEG', reference: 'the bare image pipeline', promise: { atMost: 1.5 } },
    { name: 'p99 of hot GETs while 4 such uploads run', reference: 'p99 when idle', promise: { atMost: 5 } },
  ],
  needs: ['wrk'],
  async run() {
    await using visage = await startVisageProcess();
    // Awaited here: it must be over before Visage is stopped.
    return await benchUploads(visage);
  },
};
