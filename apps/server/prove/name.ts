import type { Random } from '../src/drawing/random';

/** Two words, so that the initials tell most names apart. */
export function nameOf(random: Random): string {
  const letter = () => String.fromCharCode(65 + Math.floor(random.next() * 26));
  return `${letter()}x ${letter()}y`;
}
