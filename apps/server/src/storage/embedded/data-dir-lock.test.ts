import { afterAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirInUse, lockDataDir } from './data-dir-lock';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const root = mkdtempSync(join(tmpdir(), 'visage-lock-test-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Another process that takes the lock, says how that went and keeps it until it is killed. */
function contender(dataDir: string) {
  const code = `
    import { lockDataDir } from ${JSON.stringify(join(import.meta.dir, 'data-dir-lock'))};
    try { lockDataDir(${JSON.stringify(dataDir)}); console.log('won'); } catch (error) { console.log(String(error)); process.exit(); }
    Bun.gc(true);
    console.log('kept');
    await Bun.stdin.text();
  `;
  const child = Bun.spawn([process.execPath, '-e', code], { stdin: 'pipe', stdout: 'pipe', stderr: 'inherit' });
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let output = '';
  const says = async (word: string) => {
    while (!output.includes(word)) {
      const { done, value } = await reader.read();
      if (done) break;
      output += value;
    }
    return output;
  };
  return { child, says };
}

test('a data directory has one holder at a time, in one process too, and the refusal names it and what to do', () => {
  const dataDir = join(root, 'once');
  const lock = lockDataDir(dataDir);
  expect(() => lockDataDir(dataDir)).toThrow(DataDirInUse);
  expect(() => lockDataDir(dataDir)).toThrow(
    `The data directory ${dataDir} is in use by another Visage (process ${process.pid}): use that one, or set DATA_DIR to another directory.`,
  );
  lock.release();
  lock.release();
  lockDataDir(dataDir).release();
});

test('a lock made by this module is readable to its owner alone', () => {
  const dataDir = join(root, 'modes');
  using _lock = lockDataDir(dataDir);
  const modes = [dataDir, join(dataDir, 'lock'), join(dataDir, 'lock.pid')].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o700, 0o600, 0o600]);
});

test('a lock survives garbage collection and ends with its process, killed or not', async () => {
  const dataDir = join(root, 'killed');
  const other = contender(dataDir);
  expect(await other.says('kept')).toBe('won\nkept\n');
  const refusal = (() => {
    try {
      lockDataDir(dataDir);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(DataDirInUse);
  expect(refusal).toHaveProperty('pid', other.child.pid);

  other.child.kill('SIGKILL');
  await other.child.exited;
  lockDataDir(dataDir).release();
});

test('of many that want it at the same moment, exactly one gets it', async () => {
  const dataDir = join(root, 'many');
  const all = Array.from({ length: 5 }, () => contender(dataDir));
  const first = await Promise.all(all.map(({ says }) => says('\n')));
  expect(first.filter((said) => said.startsWith('won'))).toHaveLength(1);
  expect(first.filter((said) => said.startsWith('DataDirInUse'))).toHaveLength(4);
  for (const { child } of all) child.kill();
  await Promise.all(all.map(({ child }) => child.exited));
});
