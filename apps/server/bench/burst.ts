import { readFileSync, statSync } from 'node:fs';
import sharp from 'sharp';
import type { Bench } from './bench';
import { picturePath } from './seed';
import type { Stage } from './stage';
import { startVisageProcess } from './visage-process';

const burst = 64;
/** Until Postgres has written its log, in milliseconds. */
const settle = 500;

const promise = { atMost: 1 };
const reference = 'what one request alone costs';
const claims = {
  queries: { name: `queries for ${burst} requests at once for one cold picture`, reference, promise },
  renders: { name: `renders for ${burst} requests at once for one cold size`, reference, promise },
};

/** Statements about pictures, as Postgres logs them. Each rendition that is made is offered to the table once. */
const isQuery = (entry: string) => /execute [^:]*:.*\bpicture\b/s.test(entry);
const isRender = (entry: string) => /execute [^:]*:\s*INSERT INTO rendition/.test(entry);

/** What a burst costs, counted in the log of Postgres, which holds every statement of this database. */
export const burstBench: Bench = {
  claims: Object.values(claims),
  needs: [],
  async run(stage) {
    const database = await stage.people('burst', { people: 4, pictureBytes: 2000 });
    await prepare(stage);
    await using visage = await startVisageProcess(database);
    const cost = (requests: number, path: string, isCounted: (entry: string) => boolean) =>
      countStatements(stage.postgresLog, isCounted, () => ask(`${visage.url}${path}`, requests));
    const sized = (person: number) => `${picturePath(person)}?size=128&format=webp`;
    const queries = {
      alone: await cost(1, picturePath(1), isQuery),
      burst: await cost(burst, picturePath(2), isQuery),
    };
    const renders = { alone: await cost(1, sized(3), isRender), burst: await cost(burst, sized(4), isRender) };
    return [toRow(claims.queries, queries), toRow(claims.renders, renders)];
  },
};

function toRow(claim: (typeof claims)['queries'], cost: { alone: number; burst: number }) {
  return { ...claim, ratio: cost.burst / cost.alone, figures: `${cost.burst} against ${cost.alone}` };
}

/** Random bytes are no picture that a size could be made of. */
async function prepare(stage: Stage): Promise<void> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 };
  const jpeg = await sharp({ create: { width: 320, height: 320, channels: 3, background: '#888888', noise } })
    .jpeg()
    .toBuffer();
  const sql = await stage.connect('burst');
  try {
    await sql`UPDATE picture SET data = ${jpeg}`;
    await sql`ALTER DATABASE burst SET log_statement = 'all'`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function ask(url: string, requests: number): Promise<void> {
  const answers = await Promise.all(Array.from({ length: requests }, () => fetch(url)));
  for (const answer of answers) {
    const { byteLength } = await answer.bytes();
    if (!answer.ok || byteLength === 0) throw new Error(`${url} answered ${answer.status} with ${byteLength} bytes`);
  }
}

async function countStatements(log: string, isCounted: (entry: string) => boolean, run: () => Promise<void>) {
  const before = statSync(log).size;
  await run();
  await Bun.sleep(settle);
  // Further lines of an entry begin with a tab.
  const entries = readFileSync(log)
    .subarray(before)
    .toString()
    .split(/\n(?!\t)/);
  return entries.filter(isCounted).length;
}
