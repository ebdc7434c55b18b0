import { named } from '../named';

/** What is known of a person. */
export interface Facts {
  id: string;
  displayName: string;
  picture: { version: string; altText: string; thumbhash: string } | null;
}

interface Wanted {
  user: string;
  resolve(facts: Facts | null): void;
  reject(error: unknown): void;
}

/** Milliseconds in which elements that come one by one are gathered; and how many one address has room for. */
const gatherFor = 10;
const most = 50;
const waiting = new Map<string, Wanted[]>();

/** Asks for someone's public facts, together with everyone else who is asked for just now; null where there is none to see. */
export function lookUp(base: string, user: string): Promise<Facts | null> {
  return new Promise((resolve, reject) => {
    const wanted = waiting.get(base) ?? [];
    if (wanted.length === 0) {
      waiting.set(base, wanted);
      setTimeout(() => {
        waiting.delete(base);
        askAll(base, wanted);
      }, gatherFor);
    }
    wanted.push({ user, resolve, reject });
  });
}

function askAll(base: string, wanted: Wanted[]): void {
  const kinds = { ids: 'id', handles: 'handle', externalIds: 'externalId' } as const;
  for (const [field, key] of Object.entries(kinds)) {
    const ofKind = wanted.filter(({ user }) => key in named(user));
    for (let at = 0; at < ofKind.length; at += most) void ask(base, field, ofKind.slice(at, at + most));
  }
}

async function ask(base: string, field: string, wanted: Wanted[]): Promise<void> {
  const names = wanted.map(({ user }) => Object.values(named(user))[0]);
  const asked = [...new Set(names)];
  try {
    const input = encodeURIComponent(JSON.stringify({ [field]: asked }));
    const answer = await fetch(`${base}/trpc/profile.many?input=${input}`);
    if (!answer.ok) throw new Error(`Visage answered with status ${answer.status}.`);
    const { result } = (await answer.json()) as { result: { data: (Facts | null)[] } };
    wanted.forEach(({ resolve }, index) => {
      resolve(result.data[asked.indexOf(names[index])] ?? null);
    });
  } catch (error) {
    for (const { reject } of wanted) reject(error);
  }
}
