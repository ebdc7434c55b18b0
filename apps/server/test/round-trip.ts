import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { migrateDatabase } from '../src/storage/migrate';
import { reaching } from './operate';

/**
 * By hand: `bun apps/server/test/round-trip.ts --pictures 100000 --bytes 8000`. Fills a database with as many people, each with a picture of random
 * bytes, exports it, imports it into another, and compares both by digest. Says how long each took and how much memory it had at most. Ends with 1
 * when anything differs.
 */
const { values } = parseArgs({ options: { pictures: { type: 'string' }, bytes: { type: 'string' } } });
const pictures = Number(values.pictures ?? 100_000);
const bytes = Number(values.bytes ?? 8000);
const dataDir = mkdtempSync(join(tmpdir(), 'visage-round-trip-'));
const file = join(dataDir, 'people.visage');

/** Runs a command of the operator's; answers its seconds and the most memory it had, in MB. */
async function measured(words: string[], env: Record<string, string>) {
  const begun = performance.now();
  const program = join(import.meta.dir, '../src/operator/main.ts');
  const child = Bun.spawn([process.execPath, program, ...words], {
    env: { PATH: '/usr/bin:/bin', ...env },
    stdout: 'inherit',
    stderr: 'inherit',
  });
  let peak = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It has ended.
    }
  }, 50);
  const status = await child.exited;
  clearInterval(watch);
  if (status !== 0) throw new Error(`${words[0]} ended with ${status}`);
  return `${words[0]}: ${((performance.now() - begun) / 1000).toFixed(1)} s, at most ${Math.round(peak)} MB`;
}

const server = await startEmbeddedPostgres({ dataDir, durable: false });
try {
  const admin = postgres({ ...server.connection, max: 1, onnotice: () => {} });
  await admin`CREATE DATABASE source`;
  await admin`CREATE DATABASE target`;
  await admin.end();
  const [from, to] = (['source', 'target'] as const).map((database) => ({ ...server.connection, database }));
  if (!from || !to) throw new Error('two databases');
  await migrateDatabase(from);
  const source = postgres({ ...from, max: 1, onnotice: () => {} });
  const randomBytes = `(SELECT string_agg(uuid_send(gen_random_uuid()), ''::bytea) FROM generate_series(1, ${Math.ceil(bytes / 16)} + n * 0))`;
  for (let at = 1; at <= pictures; at += 5000) {
    const end = Math.min(pictures, at + 4999);
    await source.unsafe(`
      INSERT INTO "user" (id, name, email) SELECT 'person-' || n, 'Person ' || n, 'person' || n || '@example.org' FROM generate_series(${at}, ${end}) n;
      INSERT INTO picture (user_id, mime_type, data, width, height, thumbhash)
        SELECT 'person-' || n, 'image/webp', ${randomBytes}, 64, 64, '' FROM generate_series(${at}, ${end}) n;
      UPDATE picture_state SET current_picture_id = picture.id FROM picture WHERE picture.user_id = picture_state.user_id AND current_picture_id IS NULL`);
  }
  console.log(`${pictures} people with a picture of ${bytes} bytes each are there.`);
  const results = [await measured(['export', file], reaching(from))];
  results.push(await measured(['import', file], reaching(to)));
  results.push(await measured(['import', file], reaching(to)).then((line) => `again, ${line}`));
  results.push(await measured(['doctor', '--after-restore'], reaching(from)));
  const target = postgres({ ...to, max: 1, onnotice: () => {} });
  const again = join(dataDir, 'again.visage');
  await measured(['export', again], reaching(to));
  const rowsOf = (path: string) => new Bun.CryptoHasher('sha256').update(withoutHead(readFileSync(path))).digest('hex');
  const [one, other] = [rowsOf(file), rowsOf(again)];
  const [held] = await target`SELECT count(*)::int AS pictures FROM picture WHERE sha256(data) = digest`;
  await target.end();
  await source.end();
  console.log(`\n${results.join('\n')}\nThe file has ${Math.round(statSync(file).size / 1e6)} MB.`);
  const same = one === other && held?.pictures === pictures;
  console.log(same ? `All ${pictures} pictures and their people are the same (${one}).` : 'THEY DIFFER.');
  process.exitCode = same ? 0 : 1;
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Both say when they were made. */
function withoutHead(file: Buffer): Buffer {
  return file.subarray(file.indexOf('\n'), file.lastIndexOf('\n', file.byteLength - 2));
}
