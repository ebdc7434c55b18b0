import type { Random } from '../src/drawing/random';
import type { Asking, Question } from './asking';
import { type Board, pick } from './board';
import type { Answer, Change } from './history';

const sized = 'size=32&format=webp';

/** Asks one process for one thing after the other, as browsers and CDNs do, until stopped. */
export async function read(process: number, { asking, board, random }: Readers, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const question = choose(process, board, random);
    if (question) board.answered(await asking.ask(question));
    await Bun.sleep(random.between(5, 60));
  }
}

export interface Readers {
  asking: Asking;
  board: Board;
  random: Random;
}

/** Asks every process at once for what a change just acknowledged has made, and again when all must know of it. */
export async function probe(
  change: Change,
  processes: number,
  { asking, board }: Omit<Readers, 'random'>,
): Promise<void> {
  const questions = Object.entries(change.after).flatMap(([route, { version }]) =>
    Array.from({ length: processes }, (_, process): Question[] => [
      { process, route },
      ...(version !== null && !route.startsWith('/profile/@') ? [{ process, route, query: `v=${version}` }] : []),
      ...(version !== null ? [{ process, route, query: sized }] : [{ process, route, query: 'fallback=initials' }]),
    ]).flat(),
  );
  const ask = async (question: Question) => board.answered(await asking.ask(question));
  await Promise.all(questions.map(ask));
  await Bun.sleep(Math.max(0, change.ack + 2001 - performance.now()));
  await Promise.all(
    questions.map((question) => ask({ ...question, condition: byEtag(board, question.route, question.query ?? '') })),
  );
}

function choose(process: number, board: Board, random: Random): Question | null {
  const route = board.route(random);
  if (route === null) return null;
  const kind = random.next();
  if (kind < 0.25) return { process, route };
  if (kind < 0.45) return { process, route, condition: byEtag(board, route, '') };
  if (kind < 0.58) return { process, route, condition: byDate(board, route, random) };
  if (kind < 0.75) {
    const given = board.versioned(random);
    const query = `v=${given?.version}${random.chance(0.3) ? `&${sized}` : ''}`;
    return given && { process, route: given.route, query, condition: maybe(random, byEtag(board, given.route, query)) };
  }
  if (kind < 0.85) return { process, route, query: sized, condition: maybe(random, byEtag(board, route, sized)) };
  if (kind < 0.9) return { process, route, method: 'HEAD' };
  if (kind < 0.95) return { process, route, query: 'fallback=404' };
  const query = 'fallback=initials';
  return { process, route, query, condition: maybe(random, byEtag(board, route, query)) };
}

function maybe<T>(random: Random, value: T): T | null {
  return random.chance(0.5) ? value : null;
}

/** As one who holds all that was ever sent. */
function byEtag(board: Board, route: string, query: string): Answer['condition'] {
  const held = board.held(route, query);
  return held.length === 0 ? null : { by: 'etag', held: [...held] };
}

function byDate(board: Board, route: string, random: Random): Answer['condition'] {
  const dated = board.held(route, '').filter(({ date }) => date !== null);
  const held = pick(dated, random);
  return held && { by: 'date', held: [held] };
}
