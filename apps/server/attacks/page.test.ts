import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { attackTable, namedIn, page, root } from './page';
import { faultOf, readReport } from './report';

const text = await Bun.file(page.file).text();

test('docs/security.md holds the attacks of rows.ts, and that they all passed', () => {
  expect(text).toContain(`${page.marks[0]}\n${attackTable(() => true)}\n`);
});

test('each test that it names is there', async () => {
  const named = namedIn(text);
  // None is written so that it would not be found.
  const quoted = text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .join('\n')
    .match(/“[^”]+”/g);
  expect(named.map(([, name]) => `“${name}”`)).toEqual(quoted ?? []);
  const missing = [];
  for (const [file, name] of named) {
    const source = Bun.file(join(root, 'apps/server', file));
    const code = (await source.exists()) ? await source.text() : '';
    if (!code.includes(`'${name.replaceAll('\\', '\\\\')}'`)) missing.push(`${file}: ${name}`);
  }
  expect(missing).toEqual([]);
});

test('no row of ASVS says how an item is met without a test, or that it is not', () => {
  const rows = text.split('\n').filter((line) => /^\| V\d/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !/\.test\.ts`: “|\*\*(not met|not applicable|not tested)\*\*/i.test(row))).toEqual([]);
});

describe('a test that is named', () => {
  const cases = readReport(`<testsuites>
    <testcase name="is &lt;a&gt; &amp; passes" classname="" time="0" file="apps/server/src/a.test.ts" line="1" assertions="1" />
    <testcase name="GET x holds" classname="every &gt; route" file="apps/server/src/a.test.ts" />
    <testcase name="PUT x holds" classname="every &gt; route" file="apps/server/src/a.test.ts">
      <failure type="AssertionError" />
    </testcase>
    <testcase name="later" file="apps/server/src/a.test.ts">
      <skipped />
    </testcase>
  </testsuites>`);

  test.each([
    ['is <a> & passes', null],
    ['GET %s holds', null],
    ['%s x holds', 'has failed'],
    ['route', 'has failed'],
    ['later', 'has been skipped'],
    ['passes', 'is not there'],
  ])('“%s”: %p', (name, fault) => {
    expect(faultOf(['src/a.test.ts', name], cases)).toBe(fault);
    expect(faultOf(['src/b.test.ts', name], cases)).toBe('is not there');
  });
});
