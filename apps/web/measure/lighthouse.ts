import lighthouse, { type Result } from 'lighthouse';
import type { Who } from '../e2e/populated-site';
import { type Finding, type Measure, median, spreadOf } from './finding';
import { openProfile } from './profile';

const runs = 5;

const pages: readonly { path: string; who: Who }[] = [
  { path: '/', who: 'visitor' },
  { path: '/people', who: 'visitor' },
  { path: '/@amara', who: 'visitor' },
  { path: '/me', who: 'member' },
];

/** The least score of each category, of 100. */
const least = { performance: 99, accessibility: 100, 'best-practices': 100, seo: 100 };

/** Lighthouse with its settings for mobile: a slow phone on a slow network, simulated from what it sees here. */
export const lighthouseScores: Measure = {
  name: 'lighthouse',
  async *run(site) {
    for (const { path, who } of pages) {
      await using profile = await openProfile(who === 'member' ? site.memberState : undefined);
      const results: Result[] = [];
      for (let run = 0; run < runs; run += 1) results.push(await judge(site.url + path, profile.port));
      for (const [category, bound] of Object.entries(least)) yield findingOf(path, category, bound, results);
    }
  },
};

async function judge(url: string, port: number): Promise<Result> {
  const onlyCategories = Object.keys(least);
  const judged = await lighthouse(url, { port, onlyCategories, output: 'json', logLevel: 'error' });
  if (!judged) throw new Error(`Lighthouse said nothing about ${url}.`);
  const { lhr } = judged;
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  if (lhr.finalDisplayedUrl !== url) throw new Error(`${url} led to ${lhr.finalDisplayedUrl}.`);
  return lhr;
}

function findingOf(path: string, category: string, bound: number, results: readonly Result[]): Finding {
  const scores = results.map(({ categories }) => Math.round((categories[category]?.score ?? 0) * 100));
  const holds = median(scores) >= bound;
  return {
    name: `lighthouse ${path} ${category}`,
    figure: `${spreadOf(scores)}${category === 'performance' ? `; ${paintsOf(results)}` : ''}`,
    bound: `≥ ${bound}`,
    holds,
    details: holds ? [] : imperfectIn(category, results),
  };
}

/** When the first and the largest thing were painted. */
function paintsOf(results: readonly Result[]): string {
  const of = (audit: string) =>
    spreadOf(
      results.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN),
      ' ms',
    );
  return `first paint ${of('first-contentful-paint')}, largest ${of('largest-contentful-paint')}`;
}

/** What counts towards a category and was not perfect in some run. */
function imperfectIn(category: string, results: readonly Result[]): string[] {
  const lines = results.flatMap(({ categories, audits }) =>
    (categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
      const { score, title = id, displayValue = '' } = audits[id] ?? {};
      return weight > 0 && score !== null && score !== undefined && score < 1 ? [`${title} ${displayValue}`] : [];
    }),
  );
  return [...new Set(lines)];
}
