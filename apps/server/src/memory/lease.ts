/** A moment by both clocks of this process, in milliseconds. */
export interface Moment {
  /** Never steps; stands still while the machine is suspended. */
  monotonic: number;
  /** May step; goes on while the machine is suspended. */
  wall: number;
}

/** Milliseconds from one moment to another, by whichever clock says more: one of them may have stood still meanwhile. */
export function elapsed(from: Moment, to: Moment): number {
  return Math.max(to.monotonic - from.monotonic, to.wall - from.wall);
}

/** How long a process may trust its memory after the moment at which it last knew of every change. In milliseconds. */
export const leaseMilliseconds = 2000;
/** When the two clocks have drifted apart by more than this since, the machine was asleep or its clock was set. */
const maxDrift = 1000;

/**
 * Whether a process may answer from memory (Gray and Cheriton, "Leases: an efficient fault-tolerant mechanism for distributed file
 * cache consistency", SOSP 1989). Postgres delivers notices in the order of commits, so a beat of our own that comes back proves
 * that every change committed before it was sent has been heard of. No clock needs to agree with another machine's.
 */
export interface Lease {
  /** Changes from now on will be heard of. */
  opened(): void;
  /** A beat that was sent at this moment, after `opened`, has come back. */
  proven(sent: Moment): void;
  /** Changes may be missed from now on. */
  lost(): void;
  holds(now: Moment): boolean;
  /** Grows with every `opened` and `lost`: what was learnt in another one is unproven. */
  readonly epoch: number;
}

export function createLease(): Lease {
  let epoch = 0;
  let open = false;
  /** When the last beat that came back was sent. */
  let from: Moment | null = null;
  const turn = (isOpen: boolean) => {
    epoch += 1;
    open = isOpen;
    from = null;
  };
  return {
    opened: () => turn(true),
    lost: () => turn(false),
    proven(sent) {
      if (open && (from === null || sent.monotonic > from.monotonic)) from = sent;
    },
    holds(now) {
      if (from === null) return false;
      const drift = now.wall - from.wall - (now.monotonic - from.monotonic);
      return elapsed(from, now) < leaseMilliseconds && Math.abs(drift) <= maxDrift;
    },
    get epoch() {
      return epoch;
    },
  };
}
