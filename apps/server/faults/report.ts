import type { Fault } from './fault';
import type { Phases } from './figures';
import type { Finding, Verdict } from './judge';

/** Of one fault: what was found, or what it would have needed. */
export type Result = { fault: Fault } & (Verdict | { missing: string });

/** Of findings by one rule, so many are told. */
const told = 6;

/** For people, on a terminal. */
export function linesOf(result: Result): string[] {
  const { name } = result.fault;
  if ('missing' in result) return [`NOT RUN  ${name}: needs ${result.missing}`];
  const { findings, figures } = result;
  const { acknowledged, answers, refused, lost, longestWait, healedAfter, pictures, changes } = figures;
  return [
    `${findings.length === 0 ? 'holds  ' : 'FAILED '}  ${name}: ${answers} answers, ${acknowledged} changes acknowledged, ${refused} refused, ` +
      `${lost} without an answer; longest wait ${inSeconds(longestWait)}; healed after ${inSeconds(healedAfter)}; ` +
      `p99 of pictures ${phasesOf(pictures)}, of changes ${phasesOf(changes)}`,
    ...[...Map.groupBy(findings, ({ rule }) => rule)].flatMap(([rule, found]) => story(rule, found)),
  ];
}

function story(rule: Finding['rule'], found: readonly Finding[]): string[] {
  return [`  ${rule.toUpperCase()}: ${found.length}`, ...found.slice(0, told).map(({ message }) => `    ${message}`)];
}

export function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Before, during and after, in milliseconds. */
export function phasesOf({ before, during, after }: Phases): string {
  return `${[before, during, after].map((each) => (each === null ? '–' : Math.round(each))).join(' · ')} ms`;
}
