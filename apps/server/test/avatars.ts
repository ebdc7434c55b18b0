import { update, verifyAddress } from './deeds';
import type { Person, TestVisage } from './visage';

const hashed = (algorithm: 'md5' | 'sha256') => (address: string) =>
  new Bun.CryptoHasher(algorithm).update(address.trim().toLowerCase()).digest('hex');

/** Of an address, as programs that know Gravatar make them. */
export const md5Of = hashed('md5');
export const sha256Of = hashed('sha256');

/** Someone with a verified address by which they may be found. */
export async function findable(visage: TestVisage, name = 'Fay Findable'): Promise<Person> {
  const person = await visage.signUp(name);
  await verifyAddress(visage, person);
  await update(visage, person, { lookupByEmail: true });
  return person;
}
