import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBetween } from '../bench/marked-page';
import { attackTable, namedIn, page, root } from './page';
import { faultOf, patternOf, readReport } from './report';
import { attacks, type NamedTest } from './rows';

/**
 * `bun run attacks`: runs every test that docs/security.md names, of its two tables, and fails if one is missing, has failed or was
 * skipped. `--write` writes the table of attacks anew.
 */
const options = process.argv.slice(2);
const unknown = options.filter((each) => each !== '--write');
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(' ')}\n\nbun run attacks [--write]`);
  process.exit(2);
}
const named = unique([...attacks.flatMap(({ tests }) => tests), ...namedIn(await Bun.file(page.file).text())]);
const cases = readReport(await run(named));
const faults = new Map(named.map((test) => [keyOf(test), faultOf(test, cases)] as const));
for (const [test, fault] of faults) if (fault !== null) console.error(`${test} ${fault}`);
const passed = [...faults.values()].filter((fault) => fault === null).length;
console.log(`${attacks.length} attacks, ${named.length} tests named, ${passed} passed`);
if (options.includes('--write')) {
  const date = new Date().toISOString().slice(0, 10);
  const table = attackTable((test) => faults.get(keyOf(test)) === null);
  await writeBetween(
    page,
    `${table}\n\n${passed} of the ${named.length} tests that this page names passed on ${date}, with Bun ${Bun.version}.`,
  );
}
process.exitCode = passed === named.length ? 0 : 1;

/** Answers the report. What the runner says of tests that fail goes to the terminal. */
async function run(tests: readonly NamedTest[]): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'visage-attacks-'));
  const report = join(directory, 'report.xml');
  try {
    const files = unique(tests.map(([file]) => [`./apps/server/${file}`, ''] as const)).map(([file]) => file);
    const pattern = tests.map(([, name]) => patternOf(name)).join('|');
    const words = ['--only-failures', '--timeout', '60000', '--test-name-pattern', pattern];
    const runner = Bun.spawn(
      [process.execPath, 'test', ...words, '--reporter=junit', `--reporter-outfile=${report}`, ...files],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    await runner.exited;
    return (await Bun.file(report).exists()) ? await Bun.file(report).text() : '';
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function keyOf([file, name]: NamedTest): string {
  return `${file}: “${name}”`;
}

function unique(tests: readonly NamedTest[]): NamedTest[] {
  return [...new Map(tests.map((test) => [keyOf(test), test])).values()];
}
