/** A moment by both clocks of this process, in milliseconds. */
export interface Moment {
  /** Never steps; stands still while the machine is suspended. */
  monotonic: number;
  /** May step; goes on while the machine is suspended. */
  wall: number;
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
  let from = 0;
  let until = Number.NEGATIVE_INFINITY;
  let offset = 0;
  const turn = (isOpen: boolean) => {
    epoch += 1;
    open = isOpen;
    until = Number.NEGATIVE_INFINITY;
  };
  return {
    opened: () => turn(true),
    lost: () => turn(false),
    proven({ monotonic, wall }) {
      if (!open || monotonic + leaseMilliseconds <= until) return;
      from = monotonic;
      until = monotonic + leaseMilliseconds;
      offset = wall - monotonic;
    },
    holds: ({ monotonic, wall }) =>
      monotonic < until && monotonic >= from && Math.abs(wall - monotonic - offset) <= maxDrift,
    get epoch() {
      return epoch;
    },
  };
}
