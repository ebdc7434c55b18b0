import type { Sending } from '../prove/sending';

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
  const { outcome, words, data, cookie } = await sending.signUp(0, person);
  const { user } = (data ?? {}) as { user?: { id: string } };
  if (outcome !== 'done' || !user) throw new Error(`nobody can sign up: ${words}`);
  return { ...person, id: user.id, cookie };
}
