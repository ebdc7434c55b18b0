import { judge as judgeHistory, type Violation } from '../prove/judge';
import { brokenPromise, type Terms } from './answers';
import { type Figures, figuresOf, healedAt } from './figures';
import { lostUploads, unsentPictures } from './ledger';
import type { Story } from './story';

/** What must never be. */
export interface Finding {
  rule:
    | 'acknowledged and lost'
    | 'half done'
    | 'stale'
    | 'not promised'
    | 'not healed'
    | 'restarted'
    | 'not felt'
    | 'broken down';
  message: string;
}

/** What the judge makes of a story. */
export interface Verdict {
  findings: Finding[];
  figures: Figures;
}

/** How long after the mending somebody may still be refused, in milliseconds. */
const healsWithin = 10_000;

/** Holds a story against what is promised whatever breaks. Pure. */
export function judge(story: Story, terms: Terms): Verdict {
  const { times, outcomes, history, aftermath } = story;
  const deaths = terms.endsWorkers === 'abruptly' ? story.deaths : [];
  const findings: Finding[] = [];
  const find = (rule: Finding['rule'], messages: readonly string[]) =>
    findings.push(...messages.map((message) => ({ rule, message })));

  find('broken down', story.breakdown === null ? [] : [story.breakdown]);
  find('acknowledged and lost', [...aftermath.ledgers.flatMap(lostUploads), ...aftermath.lost]);
  find('half done', [...aftermath.ledgers.flatMap(unsentPictures), ...aftermath.halfDone]);
  for (const violation of judgeHistory(history).violations) {
    const rule = ruleOf(violation);
    if (rule) find(rule, [`${violation.answer.route}: ${violation.message}`]);
  }
  find(
    'not promised',
    outcomes.flatMap((each) => brokenPromise(each, terms, times, deaths) ?? []),
  );
  const figures = figuresOf(story);
  if (healedAt(story) - times.mended > healsWithin)
    find('not healed', [`still refused ${Math.round(healedAt(story) - times.mended)} ms after all was mended`]);
  if (story.replaced && !terms.endsWorkers) find('restarted', ['a process of Visage has ended by itself']);
  if (terms.refuses.length > 0 && figures.refused === 0) find('not felt', ['nobody was refused']);
  return { findings, figures };
}

/** Null for what is judged as an answer: nothing is shown by it. */
function ruleOf({ rule, answer }: Violation): Finding['rule'] | null {
  if (rule === '9.1' || rule === '9.2' || rule === '9.3' || rule === 'ran back') return 'stale';
  return rule === 'form' && (answer.reply?.status ?? 0) >= 400 ? null : 'half done';
}
