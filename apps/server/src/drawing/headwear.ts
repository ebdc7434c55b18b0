import type { Canvas } from './canvas';
import { gradient, type Paint } from './colour';
import { ellipse, path, united } from './outline';
import type { Tones } from './palette';
import type { Sitter } from './sitter';

/** What shows behind neck and shoulders: the back of a scarf, the brim of a hat. */
export function drawHeadwearBehind(canvas: Canvas, { traits, headwear }: Sitter): void {
  if (traits.headwear === 'hijab')
    canvas.fill(path('M 50 14 C 28 14 25 40 26 60 L 24 92 L 76 92 L 74 60 C 75 40 72 14 50 14 Z'), headwear.shade);
  if (traits.headwear === 'sunHat') canvas.fill(ellipse(50, 31, 35, 10), headwear.shade);
  if (traits.headwear === 'headwrap')
    canvas.fill(path('M 44 24 C 32 9 46 7 52 17 C 58 6 72 12 60 24 Z'), headwear.shade);
}

export function drawHeadwear(canvas: Canvas, sitter: Sitter): void {
  const kind = sitter.traits.headwear;
  if (kind !== 'none') draws[kind](canvas, sitter);
}

const draws: Record<Exclude<Sitter['traits']['headwear'], 'none'>, (canvas: Canvas, sitter: Sitter) => void> = {
  hijab(canvas, { half, chin, headwear }) {
    const opening = ellipse(50, (31 + chin) / 2 - 1.4, half - 1.2, (chin - 31) / 2);
    const drape = path(
      'M 50 13.6 C 30 13.6 27 33 28 50 C 28.6 62 29 70 22 79 C 16 86 12 92 12 106 L 88 106 C 88 92 84 86 78 79 C 71 70 71.4 62 72 50 C 73 33 70 13.6 50 13.6 Z',
    );
    // The drape runs against the clock, the opening with it: so it cuts.
    const mass = united(drape, opening);
    canvas.fill(mass, lit(headwear));
    const within = canvas.cover(mass);
    const folds =
      'M 33 58 C 36 72 46 79 60 80 C 70 81 76 84 80 90 M 30 66 C 34 80 46 87 62 90 M 67 60 C 66 70 60 76 52 78 M 26 84 C 36 94 48 98 60 100';
    canvas.stroke(path(folds), 1, headwear.shade, { within, alpha: 0.75 });
    canvas.stroke(opening, 1.7, headwear.shade, { within, alpha: 0.6 });
    canvas.stroke(path('M 35 29 C 38 21.6 44 18 50.6 17.8'), 1.5, headwear.sheen, { within });
  },
  turban(canvas, { left: l, right: r, headwear }) {
    const dome = path(
      `M ${l - 2} 38 C ${l - 8} 26 ${l - 4} 8 50 7.6 C ${r + 4} 8 ${r + 8} 26 ${r + 2} 38 C ${r - 3} 35 57 31 50 25.6 C 43 31 ${l + 3} 35 ${l - 2} 38 Z`,
    );
    canvas.fill(path(`M ${l + 2} 36.4 C 40 30 60 30 ${r - 2} 36.4 L 60 24 L 40 24 Z`), headwear.shade);
    canvas.fill(dome, lit(headwear));
    const within = canvas.cover(dome);
    const wraps = `M 50 25.6 C 42 26 ${l + 2} 30 ${l - 4} 32 M 49 21.4 C 42 21.4 ${l} 23 ${l - 5} 26 M 50 17 C 44 15.6 ${l + 2} 17 ${l - 3} 20 M 50 25.6 C 58 26 ${r - 2} 30 ${r + 4} 32 M 54 22 C 60 21 ${r} 23 ${r + 5} 26 M 52 17.6 C 58 14.6 ${r - 4} 15 ${r + 1} 18`;
    canvas.stroke(path(wraps), 0.9, headwear.shade, { within, alpha: 0.85 });
    canvas.stroke(path(`M ${l} 18 C ${l + 4} 12.6 44 10.6 49 10.4`), 1.4, headwear.sheen, { within });
  },
  headwrap(canvas, { left: l, right: r, headwear, accent }) {
    const wrap = path(
      `M ${l - 1.4} 40 C ${l - 8} 24 ${l + 2} 12 50 12 C ${r - 2} 9 ${r + 8} 24 ${r + 1.4} 40 C ${r - 3} 33 58 30.6 50 30.6 C 42 30.6 ${l + 3} 33 ${l - 1.4} 40 Z`,
    );
    canvas.fill(wrap, lit(headwear));
    const within = canvas.cover(wrap);
    canvas.stroke(
      path(`M ${l - 3} 35 C ${l + 4} 27 44 25.6 50 25.6 C 56 25.6 ${r - 4} 27 ${r + 3} 35`),
      2.2,
      accent.base,
      { within },
    );
    canvas.stroke(
      path(`M 46 15 C 40 17 ${l + 2} 20 ${l - 2} 29 M 54 15 C 60 17 ${r - 2} 20 ${r + 2} 29 M 50 20 L 50 24`),
      0.9,
      headwear.shade,
      { within },
    );
    const bow = path(
      'M 50 20.6 C 38 21.6 33 13.6 40 11 C 46 9.6 49 13.6 50 16.6 C 51 13.6 54 9.6 60 11 C 67 13.6 62 21.6 50 20.6 Z',
    );
    canvas.fill(bow, lit(headwear));
    canvas.stroke(bow, 0.8, headwear.shade);
    canvas.stroke(path('M 47 18 C 43 18 40 16 39.4 13.8 M 53 18 C 57 18 60 16 60.6 13.8'), 0.8, headwear.shade);
    canvas.fill(ellipse(50, 18, 3.2, 3.6), accent.base);
  },
  beanie(canvas, { left: l, right: r, headwear }) {
    canvas.fill(path(`M ${l - 1.6} 33 C ${l - 3} 16 39 10 50 10 C 61 10 ${r + 3} 16 ${r + 1.6} 33 Z`), lit(headwear));
    const cuff = path(
      `M ${l - 2.4} 28.4 C 40 24.6 60 24.6 ${r + 2.4} 28.4 C ${r + 3.4} 31 ${r + 3.2} 34 ${r + 2} 36.6 C 60 33 40 33 ${l - 2} 36.6 C ${l - 3.2} 34 ${l - 3.4} 31 ${l - 2.4} 28.4 Z`,
    );
    canvas.fill(cuff, headwear.sheen);
    const ribs = Array.from(
      { length: 11 },
      (_, index) => `M ${l + index * (r - l) * 0.1} 24 L ${l + index * (r - l) * 0.1} 38`,
    ).join(' ');
    canvas.stroke(path(ribs), 0.7, headwear.base, { within: canvas.cover(cuff), alpha: 0.8 });
  },
  flatCap(canvas, { left: l, right: r, headwear }) {
    canvas.fill(
      path(
        `M ${l - 2.4} 33 C ${l - 7} 18 42 10.6 54 12 C 66 12.6 ${r + 6} 22 ${r + 2.4} 33 C 60 27 40 27 ${l - 2.4} 33 Z`,
      ),
      lit(headwear),
    );
    canvas.fill(
      path(
        `M ${l - 2} 33.4 C 38 24.4 62 24.4 ${r + 2} 33.4 C ${r} 36.6 60 33.4 50 33.4 C 40 33.4 ${l} 36.6 ${l - 2} 33.4 Z`,
      ),
      headwear.shade,
    );
    canvas.fill(ellipse(51, 12, 2, 1), headwear.shade);
  },
  sunHat(canvas, { headwear, accent }) {
    canvas.fill(path('M 33.4 30 C 33 14 40 9.6 50 9.6 C 60 9.6 67 14 66.6 30 Z'), lit(headwear));
    canvas.fill(path('M 33.2 24 C 40 27 60 27 66.8 24 L 66.8 31 L 33.2 31 Z'), accent.base);
    canvas.fill(
      path('M 15 32 C 22 25.4 34 28.6 50 28.6 C 66 28.6 78 25.4 85 32 C 76 36 66 33.6 50 33.6 C 34 33.6 24 36 15 32 Z'),
      lit(headwear),
    );
  },
};

function lit({ base, shade }: Tones): Paint {
  return gradient(base, shade, [40, 20, 70, 110]);
}
