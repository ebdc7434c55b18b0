import { isAnswered, type Outcome } from './outcome';
import type { Story } from './story';

/** Milliseconds before, during and after; null where there is nothing to reckon it from. */
export type Phases = Record<'before' | 'during' | 'after', number | null>;

/** What of a story goes into the table. Times in milliseconds. */
export interface Figures {
  /** Changes and sign-ups that were. */
  acknowledged: number;
  answers: number;
  refused: number;
  /** Connections that ended without an answer. */
  lost: number;
  longestWait: number;
  /** From the mending until nobody was refused any more. */
  healedAfter: number;
  pictures: Phases;
  changes: Phases;
}

const changing = ['upload', 'profile change', 'sign-up'];

export function figuresOf(story: Story): Figures {
  const { outcomes, times } = story;
  const felt = outcomes.filter(({ end }) => end >= times.broken);
  const changes = outcomes.filter(({ kind }) => changing.includes(kind));
  const pictures = outcomes.filter(({ kind }) => kind.endsWith('picture'));
  return {
    acknowledged: changes.filter(isAnswered).length,
    answers: outcomes.length,
    refused: felt.filter(({ status }) => status === 503).length,
    lost: felt.filter(({ status }) => status === null).length,
    longestWait: felt.reduce((most, each) => Math.max(most, each.end - each.start), 0),
    healedAfter: healedAt(story) - times.mended,
    pictures: phasesOf(pictures, story),
    changes: phasesOf(changes, story),
  };
}

/** The moment after which nobody was refused, or left without an answer; the mending at the earliest. */
export function healedAt({ outcomes, times }: Pick<Story, 'outcomes' | 'times'>): number {
  return outcomes.filter(isFailure).reduce((latest, { end }) => Math.max(latest, end), times.mended);
}

function isFailure({ status }: Outcome): boolean {
  return status === null || status >= 500;
}

function phasesOf(outcomes: readonly Outcome[], story: Story): Phases {
  const { begun, broken } = story.times;
  const healed = healedAt(story);
  const p99From = (from: number, to: number) => p99(outcomes.filter(({ start }) => start >= from && start < to));
  return {
    before: p99From(begun, broken),
    during: p99From(broken, healed),
    after: p99From(healed, Number.POSITIVE_INFINITY),
  };
}

/** Of how long they took. */
function p99(outcomes: readonly Outcome[]): number | null {
  const waits = outcomes.map(({ start, end }) => end - start).sort((one, other) => one - other);
  return waits[Math.ceil(waits.length * 0.99) - 1] ?? null;
}
