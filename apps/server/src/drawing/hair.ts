import type { Canvas } from './canvas';
import { curlyHair } from './hair-curly';
import { longHair } from './hair-long';
import { plaitedHair } from './hair-plaited';
import { shortHair } from './hair-short';
import type { HairStyle } from './hair-style';
import type { Sitter } from './sitter';
import type { Traits } from './traits';

const styles: Record<Traits['hair'], HairStyle> = { ...shortHair, ...curlyHair, ...plaitedHair, ...longHair };

/** What falls behind neck and shoulders. */
export function drawHairBehind(canvas: Canvas, sitter: Sitter): void {
  if (!isWrapped(sitter)) styles[sitter.traits.hair].behind?.(canvas, sitter);
}

/** What falls in front of the shoulders, yet behind the face. */
export function drawHairAtSides(canvas: Canvas, sitter: Sitter): void {
  if (!isWrapped(sitter)) styles[sitter.traits.hair].sides?.(canvas, sitter);
}

/** What lies on the head and falls into the face. */
export function drawHairAbove(canvas: Canvas, sitter: Sitter): void {
  if (!isWrapped(sitter)) styles[sitter.traits.hair].above?.(canvas, sitter);
}

function isWrapped({ traits }: Sitter): boolean {
  return traits.headwear === 'hijab' || traits.headwear === 'turban' || traits.headwear === 'headwrap';
}
