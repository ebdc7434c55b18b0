import { drawInitials } from './initials';
import { initialsOf } from './initials-text';

/** Letters and digits that the one font has with which initials are made pixels here: Latin, Greek and Cyrillic. */
const inTheFont =
  /^[[0-9A-Za-z\u00c0-\u024f\u0386\u0388-\u03ce\u0400-\u0479\u048a-\u04ff\u1e00-\u1ef9]--[×÷\u0149\u01c4\u038b\u038d\u03a2\u049e\u049f\u1e9c]]$/v;

/**
 * As `drawInitials`, where no viewer's fonts can be had: of a name in other letters than the font has, head and shoulders rather than
 * boxes.
 */
export function drawLatinInitials({ name, seed }: { name: string; seed: string }): string {
  const canBeSet = initialsOf(name).every((cluster) => inTheFont.test(cluster));
  return drawInitials({ name: canBeSet ? name : '', seed, size: 100 });
}
