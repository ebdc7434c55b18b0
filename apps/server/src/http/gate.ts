/** Lets in a bounded number at once; who finds it full is turned away, not kept waiting. */
export interface Gate {
  /** Answers what to call when leaving, or null when it is full. */
  enter(who: string): (() => void) | null;
}

/** At most `all` at once, and `each` of one client. */
export function createGate(all: number, each: number): Gate {
  const inside = new Map<string, number>();
  let total = 0;
  return {
    enter(who) {
      const theirs = inside.get(who) ?? 0;
      if (total >= all || theirs >= each) return null;
      total += 1;
      inside.set(who, theirs + 1);
      return () => {
        total -= 1;
        const left = (inside.get(who) ?? 1) - 1;
        if (left === 0) inside.delete(who);
        else inside.set(who, left);
      };
    },
  };
}
