/** Bounds what the bodies under way may hold in memory; who finds no room is turned away, not kept waiting. */
export interface Gate {
  /** Answers what to call when done, or null when there is no room for so many bytes. */
  enter(client: string, bytes: number): (() => void) | null;
}

/** At most `total` bytes at once, and half of it by one client. */
export function createGate(total: number): Gate {
  const held = new Map<string, number>();
  let all = 0;
  return {
    enter(client, bytes) {
      const theirs = held.get(client) ?? 0;
      if (all + bytes > total || theirs + bytes > total / 2) return null;
      all += bytes;
      held.set(client, theirs + bytes);
      return () => {
        all -= bytes;
        const left = (held.get(client) ?? bytes) - bytes;
        if (left === 0) held.delete(client);
        else held.set(client, left);
      };
    },
  };
}
