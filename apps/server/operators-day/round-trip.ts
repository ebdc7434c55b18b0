import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { untilInterrupted } from '../bench/interruption';
import { seed } from '../bench/seed';
import { bytesInWords } from '../src/operator/progress';
import { startEmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { migrateDatabase } from '../src/storage/migrate';
import { reaching, startOperating } from '../test/operate';
import type { Report } from './report';
import { rowsOf } from './rows-of';

/** Of each picture. A profile picture has 5 to 50 kB. */
const pictureBytes = 8000;
/** What a command may take more for ten times the pictures, in bytes: what its allocator leaves lying about. */
const allowance = 64 * 2 ** 20;

/** Many people and pictures go through a file into another database; a tenth of them before, to see what memory follows. */
export async function playRoundTrip(home: string, report: Report, pictures: number): Promise<void> {
  report.begin(`${pictures.toLocaleString('en')} pictures of ${bytesInWords(pictureBytes)}`);
  const few = await roundTrip(join(home, 'few'), Math.max(100, Math.floor(pictures / 10)));
  const many = await roundTrip(join(home, 'many'), pictures);
  report.expect(
    `exported (${many.size}), imported into an empty database, and exported from there`,
    'every row and every byte is the same, and every digest that of its bytes',
    many.same && many.whole === pictures,
    many,
  );
  for (const [name, command] of [
    ['`bun visage export`', 'exported'],
    ['`bun visage import`', 'imported'],
    ['imported once more', 'again'],
    ['`doctor --after-restore`', 'renewed'],
  ] as const) {
    const [least, most] = [few[command].peak, many[command].peak];
    report.expect(
      `${name}: ${many[command].seconds.toFixed(1)} s`,
      `at most ${inMegabytes(most)} of memory, and ${inMegabytes(least)} for a tenth of the pictures`,
      most <= least + allowance,
    );
  }
}

async function roundTrip(dataDir: string, pictures: number) {
  mkdirSync(dataDir);
  const [file, back] = [join(dataDir, 'people.visage'), join(dataDir, 'back.visage')];
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  try {
    const [from, to] = [
      { ...server.connection, database: 'source' },
      { ...server.connection, database: 'target' },
    ];
    await using admin = open(server.connection);
    await admin.sql`CREATE DATABASE source`;
    await admin.sql`CREATE DATABASE target`;
    await migrateDatabase(from);
    {
      await using source = open(from);
      await seed(source.sql, { people: pictures, pictureBytes });
    }
    const exported = await measured(['export', file], from);
    const imported = await measured(['import', file], to);
    const again = await measured(['import', file], to);
    await measured(['export', back], to);
    await using target = open(to);
    const [row] = await target.sql`SELECT count(*)::int AS whole FROM picture WHERE sha256(data) = digest`;
    const same = (await rowsOf(file)) === (await rowsOf(back));
    const renewed = await measured(['doctor', '--after-restore'], to);
    const size = bytesInWords(statSync(file).size);
    return { exported, imported, again, renewed, same, whole: Number(row?.whole), size };
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function open(connection: Parameters<typeof reaching>[0]) {
  const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  return { sql, [Symbol.asyncDispose]: () => sql.end() };
}

/** Seconds, and the most memory that the process had, in bytes. */
async function measured(words: string[], connection: Parameters<typeof reaching>[0]) {
  const begun = performance.now();
  const child = startOperating(words, reaching(connection));
  const [said, status] = await untilInterrupted(Promise.all([child.stderr.text(), child.exited]));
  if (status !== 0) throw new Error(`${words.join(' ')}: ${said}`);
  return { seconds: (performance.now() - begun) / 1000, peak: child.resourceUsage()?.maxRSS ?? Number.NaN };
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
