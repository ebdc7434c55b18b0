import type { NamedTest } from './rows';

/** One test as the runner's JUnit report has it. */
export interface Case {
  /** From the root of the repository. */
  file: string;
  /** Those it stands in, outermost first, and its own name. */
  titles: string[];
  outcome: 'passed' | 'failed' | 'skipped';
}

export function readReport(xml: string): Case[] {
  return [...xml.matchAll(/<testcase ([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs)].map(([, attributes = '', inside = '']) => {
    const {
      name = '',
      classname = '',
      file = '',
    } = Object.fromEntries(
      [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value = '']) => [key, decoded(value)]),
    ) as Record<string, string>;
    const outcome = /<skipped\b/.test(inside) ? 'skipped' : inside.trim() === '' ? 'passed' : 'failed';
    return { file, titles: [...(classname === '' ? [] : classname.split(' > ')), name], outcome };
  });
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function decoded(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** What is wrong with a test that is named, or null when all that goes by the name has passed. */
export function faultOf([file, name]: NamedTest, cases: readonly Case[]): string | null {
  const pattern = new RegExp(`^${patternOf(name)}$`, 's');
  const own = cases.filter(
    (each) => each.file === `apps/server/${file}` && each.titles.some((title) => pattern.test(title)),
  );
  if (own.length === 0) return 'is not there';
  const bad = own.filter(({ outcome }) => outcome !== 'passed');
  return bad.length === 0
    ? null
    : [...new Set(bad.map(({ outcome }) => `has ${outcome === 'failed' ? 'failed' : 'been skipped'}`))].join(', ');
}

/** For the runner's `--test-name-pattern`: `%s` in a name stands for what `test.each` puts there. */
export function patternOf(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%[sp](?!\w)/g, '.*');
}
