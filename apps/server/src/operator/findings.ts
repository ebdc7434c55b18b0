/** What `doctor` finds. Each is a sentence or two: how it is, and what to do where something is to be done. */
export interface Findings {
  good(sentence: string): void;
  /** It works, but not as well as it could. */
  remark(sentence: string): void;
  /** It doesn't work, or something is lost. */
  problem(sentence: string): void;
  /** How many problems there were. */
  problems(): number;
}

export function createFindings(say: (line: string) => void = console.log): Findings {
  let problems = 0;
  return {
    good: (sentence) => say(`  ok       ${sentence}`),
    remark: (sentence) => say(`  remark   ${sentence}`),
    problem(sentence) {
      problems += 1;
      say(`  PROBLEM  ${sentence}`);
    },
    problems: () => problems,
  };
}
