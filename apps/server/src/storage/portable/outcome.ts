/** What became of the rows that were brought. */
export interface Outcome {
  added: number;
  /** There already, as brought. */
  same: number;
  overwritten: number;
  /** What is there and differs, and was left as it is; or people who could not be brought at all: a sentence each. */
  disagreements: string[];
}

/** One person can't be brought, because of what is there. The message goes on after their id. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

export function nothing(): Outcome {
  return { added: 0, same: 0, overwritten: 0, disagreements: [] };
}

export function add(sum: Outcome, more: Outcome): void {
  sum.added += more.added;
  sum.same += more.same;
  sum.overwritten += more.overwritten;
  sum.disagreements.push(...more.disagreements);
}
