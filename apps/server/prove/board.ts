import type { Random } from '../src/drawing/random';
import { heldFrom } from './asking';
import type { Answer, Change, Held } from './history';

/** What readers know to ask for: routes that are, some that were, versioned URLs just given, and what a client would hold. */
export interface Board {
  changed(change: Change): void;
  answered(answer: Answer): void;
  /** Null at the very beginning. */
  route(random: Random): string | null;
  versioned(random: Random): { route: string; version: string } | null;
  /** What earlier answers to this very URL brought, latest last. */
  held(route: string, query: string): readonly Held[];
}

/** Of each kind, the latest are kept: old enough to be stale, few enough to be asked often. */
const kept = { routes: 28, versions: 24, held: 6, urls: 4000 };

export function createBoard(): Board {
  const routes = new Set<string>();
  let versions: { route: string; version: string }[] = [];
  const held = new Map<string, Held[]>();

  return {
    changed({ after }) {
      for (const [route, { version }] of Object.entries(after)) {
        routes.delete(route);
        routes.add(route);
        if (version !== null && !route.startsWith('/profile/@'))
          versions = [...versions, { route, version }].slice(-kept.versions);
      }
      trim(routes, kept.routes);
    },
    answered(answer) {
      const now = heldFrom(answer);
      if (!now) return;
      const url = `${answer.route}?${answer.query}`;
      const before = held.get(url) ?? [];
      if (before.some((each) => each.etag === now.etag && each.date === now.date)) return;
      held.delete(url);
      held.set(url, [...before, now].slice(-kept.held));
      trim(held, kept.urls);
    },
    route: (random) => pick([...routes], random),
    versioned: (random) => pick(versions, random),
    held: (route, query) => held.get(`${route}?${query}`) ?? [],
  };
}

export function pick<T>(choices: readonly T[], random: Random): T | null {
  return choices[Math.floor(random.next() * choices.length)] ?? null;
}

/** Drops what was added first. */
function trim(all: Set<string> | Map<string, unknown>, most: number): void {
  for (const first of all.keys()) {
    if (all.size <= most) return;
    all.delete(first);
  }
}
