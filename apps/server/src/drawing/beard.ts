import type { Canvas } from './canvas';
import { fillHair } from './hair-style';
import { path, reversed, united } from './outline';
import type { Sitter } from './sitter';

const moustache = path(
  'M 50 57 C 46.6 55.8 42.6 57.4 41 60.8 C 44 60.8 47.4 60.4 50 59 C 52.6 60.4 56 60.8 59 60.8 C 57.4 57.4 53.4 55.8 50 57 Z',
);

/** The beard, leaving the mouth free: it is cut out, not painted over. */
export function drawBeard(canvas: Canvas, { traits, left: l, right: r, chin, hair, head }: Sitter): void {
  if (traits.beard === 'none') return;
  if (traits.beard === 'stubble') {
    canvas.fill(jaw(l, r, chin, 0), hair.base, { within: canvas.cover(head), alpha: 0.2 });
    return;
  }
  if (traits.beard === 'short') {
    canvas.fill(jaw(l, r, chin, 0.8), hair.base, { alpha: 0.9 });
  }
  if (traits.beard === 'full') {
    fillHair(canvas, jaw(l, r, chin, 6.5), hair, {
      dark: `M 44 70 C 44.4 73 45.4 75 46.6 76.6 M 56 70 C 55.6 73 54.6 75 53.4 76.6 M 50 71 L 50 77`,
    });
  }
  if (traits.beard === 'goatee') {
    canvas.fill(
      path(
        `M 45 66.2 C 47 65.2 53 65.2 55 66.2 C 55.4 ${chin} 53 ${chin + 2.6} 50 ${chin + 2.8} C 47 ${chin + 2.6} 44.6 ${chin} 45 66.2 Z`,
      ),
      hair.base,
    );
  }
  canvas.fill(moustache, hair.base);
}

/** From ear to ear along the jaw, with the mouth left out; `below` is how far it falls under the chin. */
function jaw(l: number, r: number, chin: number, below: number) {
  const out = below > 3 ? 1.6 : 0.5;
  const cheeks = path(
    `M ${l - out * 0.4} 47 C ${l - out} 62 ${41 - out} ${chin + below} 50 ${chin + below} C ${59 + out} ${chin + below} ${r + out} 62 ${r + out * 0.4} 47 ` +
      `C ${r - 2} 53 ${r - 4.4} 57.4 59.6 57.6 C 56 56.6 53 56 50 56.8 C 47 56 44 56.6 40.4 57.6 C ${l + 4.4} 57.4 ${l + 2} 53 ${l - out * 0.4} 47 Z`,
  );
  const mouth = path(
    'M 42.2 59.6 C 41.6 62.4 44.6 66.4 50 66.4 C 55.4 66.4 58.4 62.4 57.8 59.6 C 55.4 60.8 52.6 60.6 50 59.4 C 47.4 60.6 44.6 60.8 42.2 59.6 Z',
  );
  return united(cheeks, reversed(mouth));
}
