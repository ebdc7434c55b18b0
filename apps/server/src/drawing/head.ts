import type { Canvas } from './canvas';
import { clamp, lightness } from './colour';
import { ellipse, mirrored, moved, path, reversed, twice, united } from './outline';
import type { Sitter } from './sitter';
import type { Traits } from './traits';

/** The face without its features: ears, skin, light from the left, a little warmth in the cheeks. */
export function drawHead(canvas: Canvas, { head, left, right, skin, traits }: Sitter): void {
  if (!hidesEars(traits)) {
    canvas.fill(twice(ellipse(left - 0.6, 47.5, 3.5, 5.2)), skin.base);
    const fold = path(
      `M ${left - 2.2} 44.8 C ${left - 0.4} 43.6 ${left + 0.6} 45.6 ${left - 0.4} 47.4 C ${left - 1} 48.4 ${left - 1} 49 ${left - 0.8} 50`,
    );
    canvas.stroke(united(fold, mirrored(fold)), 0.7, skin.shade);
  }
  canvas.fill(head, skin.base);
  const within = canvas.cover(head);
  canvas.fill(united(head, reversed(moved(head, -3.2, -0.6))), skin.shade, { within, alpha: 0.5 });
  const warmth = 0.08 + 0.5 * lightness(skin.base);
  for (const x of [left + 6.5, right - 6.5]) {
    canvas.fill(ellipse(x, 55.5, 5.4, 4.2), skin.blush, {
      within,
      alpha: (px, py) => warmth * clamp(1.1 - ((px - x) / 5.4) ** 2 - ((py - 55.5) / 4.2) ** 2),
    });
  }
}

function hidesEars({ hair, headwear }: Traits): boolean {
  if (headwear === 'hijab') return true;
  const wrapped = headwear === 'turban' || headwear === 'headwrap';
  return !wrapped && (hair === 'bob' || hair === 'longStraight' || hair === 'longWavy');
}
