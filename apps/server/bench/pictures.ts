import { availableParallelism } from 'node:os';
import { type Answer, type Kind, readAnswers, requireSameBodies, writeLoad } from './answers';
import type { Bench } from './bench';
import { type Reference, startBareRoute, startQueryRoute } from './bun-references';
import { startDjango } from './django';
import { fight } from './duel';
import type { Claim } from './measure';
import { startNginx } from './nginx';
import type { Program } from './programs';
import { type Population, picturePath } from './seed';
import type { Stage } from './stage';
import { startVisageProcess } from './visage-process';

/** The people asked for, of those in the table. */
export const asked = 1000;
/** More than are asked for, and than fit in the cache; those asked for fit easily. */
export const population: Population = { people: 5000, pictureBytes: 20_000 };
export const hotPaths = Array.from({ length: asked }, (_, index) => picturePath(index + 1));

interface Case {
  claim: Claim;
  kind: Kind;
  needs: readonly Program[];
  /** Visage's settings. */
  settings?: Record<string, string>;
  /** Whether the reference sends the same headers; Django sends its own. */
  sameSize?: boolean;
  start(stage: Stage, answers: readonly Answer[]): Promise<Reference>;
}

const cores = availableParallelism();
const startBare: Case['start'] = (stage, answers) => startBareRoute(answers, stage.directory('bare'));
const startNginxWith =
  (processes: number): Case['start'] =>
  (stage, answers) =>
    startNginx(answers, stage.directory('nginx'), processes);
const startQuery: Case['start'] = async (stage, answers) =>
  startQueryRoute(answers, stage.directory('query'), await stage.people('people', population));
const startOriginal: Case['start'] = async (stage, answers) =>
  startDjango(answers, stage.directory('django'), await stage.emptyDatabase(`django_${crypto.randomUUID()}`));

const bareRoute = 'a bare Bun.serve route answering from a Map';
const queryRoute = 'a bare Bun.serve route with one postgres.js query';
const original = `the Django original under gunicorn, ${cores} processes against one`;
const claim = (name: string, reference: string, atLeast: number): Claim => ({ name, reference, promise: { atLeast } });

const cases: Case[] = [
  { claim: claim('hot 200', bareRoute, 0.9), kind: 'full', needs: [], start: startBare },
  { claim: claim('hot 304', bareRoute, 0.85), kind: 'held', needs: [], start: startBare },
  ...[1, 2].map(
    (processes): Case => ({
      claim: claim(
        'hot 200',
        `nginx with sendfile, ${processes === 1 ? '1 process' : `${processes} processes`} each`,
        0.8,
      ),
      kind: 'full',
      needs: ['nginx'],
      settings: { WORKERS: String(processes) },
      start: startNginxWith(processes),
    }),
  ),
  {
    claim: claim('cache off, 200', queryRoute, 0.9),
    kind: 'full',
    needs: [],
    settings: { CACHE_BYTES: '0' },
    start: startQuery,
  },
  {
    claim: claim('cache off, 304', queryRoute, 0.9),
    kind: 'held',
    needs: [],
    settings: { CACHE_BYTES: '0' },
    start: startQuery,
  },
  ...(['full', 'held'] as const).map(
    (kind): Case => ({
      claim: kind === 'full' ? claim('hot 200', original, 40) : claim('hot 304', original, 30),
      kind,
      needs: ['django'],
      sameSize: false,
      start: startOriginal,
    }),
  ),
];

/** The rows of SPEC section 8 about pictures that are asked for, each of them between two servers. */
export const pictureBenches: Bench[] = cases.map(({ claim, kind, needs, settings, sameSize = true, start }) => ({
  claims: [claim],
  needs: ['wrk', ...needs],
  async run(stage) {
    const database = await stage.people('people', population);
    await using visage = await startVisageProcess({ ...database, ...settings });
    const answers = await readAnswers(visage.url, hotPaths);
    await using reference = await start(stage, answers);
    const referenceAnswers = await readAnswers(reference.url, reference.paths ?? hotPaths);
    requireSameBodies(answers, referenceAnswers);
    const ours = await writeLoad(visage.url, answers, kind, stage.directory('ours'));
    const theirs = await writeLoad(reference.url, referenceAnswers, kind, stage.directory('reference'));
    const row = await fight({ claim, ours: async () => ours, reference: async () => theirs, sameSize }, stage.effort);
    return [row];
  },
}));
