import { fillHair, type HairStyle } from './hair-style';
import { ellipse, type Outline, path, twice, united } from './outline';
import type { Sitter } from './sitter';

type Long = 'bob' | 'longStraight' | 'longWavy' | 'bun' | 'spaceBuns' | 'ponytail';

export const longHair: Record<Long, HairStyle> = {
  bob: {
    behind(canvas, { left: l, right: r, hair }) {
      canvas.fill(
        path(
          `M ${l - 4} 52 C ${l - 6} 56 ${l - 7} 64 ${l - 5} 71 C ${l + 6} 73 ${r - 6} 73 ${r + 5} 71 C ${r + 7} 64 ${r + 6} 56 ${r + 4} 52 Z`,
        ),
        hair.shade,
      );
    },
    above(canvas, { left: l, right: r, hair }) {
      const mass = path(
        `M ${l - 5} 71 C ${l - 8} 60 ${l - 8} 15 50 15 C ${r + 8} 15 ${r + 8} 60 ${r + 5} 71 C ${r + 1} 72 ${r - 2} 71.4 ${r - 3.6} 69.6 C ${r - 0.4} 62 ${r - 0.4} 48 ${r - 2.6} 38.4 ` +
          `C 60 36.8 40 36.8 ${l + 2.6} 38.4 C ${l + 0.4} 48 ${l + 0.4} 62 ${l + 3.6} 69.6 C ${l + 2} 71.4 ${l - 1} 72 ${l - 5} 71 Z`,
      );
      fillHair(canvas, mass, hair, {
        light: 'M 34 30 C 37 23.4 43 20 50 19.8',
        dark: 'M 44 37.4 C 43.4 33 44.6 28 47 24 M 52 37 C 52 33 53 29 55 26 M 59 37.4 C 59.4 34 61 31 62 29',
      });
    },
  },
  longStraight: {
    behind(canvas, sitter) {
      fillHair(canvas, curtain(sitter, 94), sitter.hair);
    },
    sides(canvas, { left: l, right: r, hair }) {
      const lock = path(
        `M ${l - 3} 46 C ${l - 5} 64 ${l - 6} 82 ${l - 4} 97 C ${l - 1} 99 ${l + 3} 98 ${l + 5} 95 C ${l + 2} 80 ${l + 3} 66 ${l + 3} 52 Z`,
      );
      fillHair(canvas, twice(lock), hair, {
        dark: `M ${l - 1} 60 C ${l - 2} 74 ${l - 1.4} 86 ${l} 97 M ${r + 1} 60 C ${r + 2} 74 ${r + 1.4} 86 ${r} 97`,
      });
    },
    above(canvas, { left: l, right: r, hair }) {
      const mass = path(
        `M ${l - 2.4} 62 C ${l - 7} 44 ${l - 6} 15 50 15 C ${r + 6} 15 ${r + 7} 44 ${r + 2.4} 62 C ${r + 1.6} 52 ${r - 0.4} 43 ${r - 4.4} 37 C 58.6 33 53 29 50 24.6 ` +
          `C 47 29 41.4 33 ${l + 4.4} 37 C ${l + 0.4} 43 ${l - 1.6} 52 ${l - 2.4} 62 Z`,
      );
      fillHair(canvas, mass, hair, { light: `M 36.4 29.4 C 38.6 24 42.4 20.6 47 19.2`, dark: `M 50 15 L 50 24.6` });
    },
  },
  longWavy: {
    behind(canvas, { left: l, right: r, hair }) {
      const mass = path(
        `M 50 15 C ${l - 4} 15 ${l - 7} 30 ${l - 6} 42 C ${l - 5} 48 ${l - 10} 52 ${l - 8.6} 60 C ${l - 7.4} 66 ${l - 11} 70 ${l - 9} 78 C ${l - 8} 84 ${l - 6} 87 ${l - 1} 89 ` +
          `L ${r + 1} 89 C ${r + 6} 87 ${r + 8} 84 ${r + 9} 78 C ${r + 11} 70 ${r + 7.4} 66 ${r + 8.6} 60 C ${r + 10} 52 ${r + 5} 48 ${r + 6} 42 C ${r + 7} 30 ${r + 4} 15 50 15 Z`,
      );
      fillHair(canvas, mass, hair);
    },
    sides(canvas, { left: l, hair }) {
      const lock = path(
        `M ${l - 4} 48 C ${l - 7} 56 ${l - 1} 62 ${l - 4.4} 70 C ${l - 7} 77 ${l - 2.4} 82 ${l - 3.4} 90 C ${l + 1} 91.4 ${l + 3.6} 87 ${l + 2.4} 81 C ${l + 1} 74 ${l + 5.4} 69 ${l + 3.4} 62 C ${l + 2.4} 58 ${l + 3} 54 ${l + 3} 50 Z`,
      );
      fillHair(canvas, twice(lock), hair);
    },
    above(canvas, { left: l, right: r, hair }) {
      const mass = path(
        `M ${l - 2} 58 C ${l - 8} 46 ${l - 7} 20 42 15.4 C 54 10 ${r + 8} 18 ${r + 6} 42 C ${r + 5.4} 49 ${r + 3} 54 ${r + 2} 58 C ${r + 2} 48 ${r - 1} 42 ${r - 4} 38.6 ` +
          `C 57 36 47 31 42.4 23.6 C 41 30 ${l + 3.6} 34 ${l + 2} 40 C ${l + 0.4} 46 ${l - 1} 52 ${l - 2} 58 Z`,
      );
      fillHair(canvas, mass, hair, {
        light: 'M 48 20 C 56 18 63 22 66 29',
        dark: 'M 42.4 23.6 C 41.8 21 42 18 42.6 15.4 M 47 29 C 53 34.6 60 36 66 37',
      });
    },
  },
  bun: {
    behind(canvas, { hair }) {
      fillHair(canvas, ellipse(50, 16.6, 9.2, 8), hair, {
        light: 'M 44 15.4 C 45.4 12 48 10.8 51 11',
        dark: 'M 44 21 C 50 19 55 16 57 11',
      });
    },
    above: slicked,
  },
  spaceBuns: {
    behind(canvas, { hair }) {
      fillHair(canvas, twice(ellipse(33, 19.6, 8, 7.6)), hair, {
        light: 'M 28 18 C 29 15 31 14 33.6 14 M 62 18 C 63 15 65 14 67.6 14',
        dark: 'M 28 24 C 33 23 37 20 38 15 M 72 24 C 67 23 63 20 62 15',
      });
    },
    above(canvas, { left: l, right: r, hair }) {
      const mass = path(
        `M ${l - 1} 48 C ${l - 5} 26 39 16.4 50 16.4 C 61 16.4 ${r + 5} 26 ${r + 1} 48 C ${r - 0.4} 44 ${r - 2} 41 ${r - 3} 38.4 C 58 37.4 42 37.4 ${l + 3} 38.4 C ${l + 2} 41 ${l + 0.4} 44 ${l - 1} 48 Z`,
      );
      fillHair(canvas, mass, hair, {
        light: 'M 37 28 C 40 23 44 20.6 48 20.2',
        dark: 'M 50 16.4 L 50 27 M 44 37.6 C 44 34 45 31 47 28 M 56 37.6 C 56 34 55 31 53 28',
      });
    },
  },
  ponytail: {
    behind(canvas, { right: r, hair }) {
      const tail = path(
        `M ${r - 6} 22 C ${r + 4} 14 ${r + 15} 24 ${r + 13} 40 C ${r + 12} 52 ${r + 14} 62 ${r + 8} 72 C ${r + 7} 62 ${r + 1} 54 ${r + 3} 42 C ${r + 4} 34 ${r} 28 ${r - 6} 26 Z`,
      );
      fillHair(canvas, tail, hair, { light: `M ${r + 2} 22 C ${r + 9} 26 ${r + 9} 36 ${r + 8} 44` });
    },
    above: slicked,
  },
};

/** Combed back, the hairline a soft arch. */
function slicked(canvas: Parameters<typeof fillHair>[0], { left: l, right: r, hair }: Sitter): void {
  const mass = path(
    `M ${l - 1.4} 46 C ${l - 5} 24 39 16 50 16 C 61 16 ${r + 5} 24 ${r + 1.4} 46 C ${r + 0.2} 44 ${r - 1} 41 ${r - 2.4} 38 C 62 31.4 55 29 50 29 C 45 29 38 31.4 ${l + 2.4} 38 C ${l + 1} 41 ${l - 0.2} 44 ${l - 1.4} 46 Z`,
  );
  fillHair(canvas, mass, hair, {
    light: 'M 37 28 C 40 22.6 44.6 20 50 19.8',
    dark: 'M 44 29.8 C 44.4 26 46.4 22 49 19 M 57 30 C 57 26 55.6 22 53.6 19 M 63 33 C 63 29 61.6 25 59 22',
  });
}

function curtain({ left: l, right: r }: Sitter, end: number): Outline {
  return united(
    path(
      `M 50 15 C ${l - 5} 15 ${l - 6.4} 34 ${l - 6} 48 C ${l - 5.6} 66 ${l - 8} 80 ${l - 6} ${end} L ${r + 6} ${end} C ${r + 8} 80 ${r + 5.6} 66 ${r + 6} 48 C ${r + 6.4} 34 ${r + 5} 15 50 15 Z`,
    ),
  );
}
