import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureLog } from '../test/captured-log';
import { readMetrics, type Samples } from '../test/metrics';
import { readSettings } from './env';
import type { Running } from './start';
import { startWorkers } from './workers';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const dataDir = mkdtempSync(join(tmpdir(), 'visage-workers-'));
const { log, lines } = captureLog();
let visage: Running;

beforeAll(async () => {
  visage = await startWorkers(readSettings({ WORKERS: '2', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' }), log);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Processes of this one that listen on the port, by Linux's own account. */
function workers(): number[] {
  const { stdout } = Bun.spawnSync(['pgrep', '-P', String(process.pid), '-f', 'worker.ts']);
  return stdout.toString().trim().split('\n').filter(Boolean).map(Number);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const ask = () => fetch(`${visage.url}/readyz`, { keepalive: false }).then(({ status }) => status);
const askOften = () => Promise.all(Array.from({ length: 40 }, ask));

/** Who says what they have counted, by a metric that each worker has. */
const tellers = (all: Samples) => [...all.keys()].filter((name) => name.startsWith('visage_cache_trusted')).sort();

/** What both have counted: one of them may not say it in time. */
async function metricsOfBoth(): Promise<Samples> {
  let all = await readMetrics(visage.url);
  while (tellers(all).length < 2) {
    await Bun.sleep(50);
    all = await readMetrics(visage.url);
  }
  return all;
}

test('several processes share one port and one database', async () => {
  expect(workers()).toHaveLength(2);
  expect(new Set(await askOften())).toEqual(new Set([200]));
  const signUp = await fetch(`${visage.url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: visage.url },
    body: JSON.stringify({ name: 'Ada', email: 'ada@example.org', password: 'a password of hers' }),
  });
  const cookie = signUp.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  // A session made by one is known to all: 20 new connections are spread over both.
  const asked = Array.from({ length: 20 }, () =>
    fetch(`${visage.url}/trpc/profile.me`, { headers: { cookie }, keepalive: false }).then(({ status }) => status),
  );
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
});

test('whichever is asked tells what all have counted, each under its own number', async () => {
  const before = await metricsOfBoth();
  await askOften();
  const after = await metricsOfBoth();
  const answered = ['1', '2'].map((worker) => {
    const name = `visage_http_requests_total{route="/readyz",status="200",worker="${worker}"}`;
    return (after.get(name) ?? 0) - (before.get(name) ?? 0);
  });
  expect(Math.min(...answered)).toBeGreaterThan(0);
  expect(answered.reduce((sum, each) => sum + each)).toBe(40);
});

test('one that is killed is replaced, and the other serves meanwhile', async () => {
  const before = workers();
  const killed = before[0] ?? 0;
  process.kill(killed, 'SIGKILL');
  // Until it is reaped: before that its socket may still be there.
  while (isThere(killed)) await Bun.sleep(10);
  expect(new Set(await askOften())).toEqual(new Set([200]));
  while (workers().length < 2) await Bun.sleep(50);
  expect(lines.join('')).toContain('a worker has ended by itself and is replaced');
  // Its successor has its number.
  expect(tellers(await metricsOfBoth())).toEqual([
    'visage_cache_trusted{worker="1"}',
    'visage_cache_trusted{worker="2"}',
  ]);
});

test('all end together, and leave nothing behind', async () => {
  await visage.stop();
  expect(workers()).toEqual([]);
  await expect(ask()).rejects.toThrow();
});
