import type { Sending, Sent } from '../prove/sending';

/** An account of the load. */
export interface Account {
  id: string;
  name: string;
  email: string;
  password: string;
  cookie: string;
}

let made = 0;

/** Who is to sign up next: nobody has had this address. */
export function newPerson(): { name: string; email: string; password: string } {
  made += 1;
  return { name: `Person ${made}`, email: `load${made}@example.org`, password: 'a password for the faults' };
}

/** Signs someone up while all is well. */
export async function signUp(sending: Sending): Promise<Account> {
  const person = newPerson();
  const { outcome, words, data, cookie } = await patiently(() => sending.signUp(0, person));
  const { user } = (data ?? {}) as { user?: { id: string } };
  if (outcome !== 'done' || !user) throw new Error(`nobody can sign up: ${words}`);
  return { ...person, id: user.id, cookie };
}

/** Whether someone can sign in while all is well; null, or what is said to them. */
export async function whyShutOut(
  sending: Sending,
  person: { email: string; password: string },
): Promise<string | null> {
  const { outcome, words } = await patiently(() => sending.signIn(0, person));
  return outcome === 'done' ? null : words;
}

/** Asks again for a while where one is told to: a dozen passwords to hash at once is much for a busy machine. */
async function patiently(ask: () => Promise<Sent>): Promise<Sent> {
  for (let tries = 1; ; tries += 1) {
    const sent = await ask();
    if (sent.status !== 503 || tries === 10) return sent;
    await Bun.sleep(500);
  }
}
