import { fillHair, type HairStyle } from './hair-style';
import { path, twice } from './outline';
import type { Sitter } from './sitter';

type Short = 'bald' | 'balding' | 'buzz' | 'crop' | 'sidePart' | 'quiff' | 'undercut' | 'pixie';

export const shortHair: Record<Short, HairStyle> = {
  bald: {
    above(canvas) {
      canvas.stroke(path('M 39.5 29.5 C 42 26.8 45 25.6 48.5 25.2'), 1.7, 0xffffff, { alpha: 0.22 });
    },
  },
  balding: {
    above(canvas, sitter) {
      const { left: l, hair } = sitter;
      const side = path(
        `M ${l - 0.6} 48 C ${l - 4.5} 44 ${l - 4.6} 35 ${l + 0.6} 30 C ${l + 2.2} 28.4 ${l + 4.4} 28.6 ${l + 4} 30.6 C ${l + 2.6} 34 ${l + 2.6} 40 ${l + 1.6} 46 Z`,
      );
      fillHair(canvas, twice(side), hair);
      canvas.stroke(path('M 42 28 C 44 26.4 46.5 25.6 49.5 25.4'), 1.6, 0xffffff, { alpha: 0.22 });
    },
  },
  buzz: {
    above(canvas, sitter) {
      canvas.fill(cap(sitter, 20.6, 33), sitter.hair.base, { alpha: 0.88 });
    },
  },
  crop: {
    above(canvas, sitter) {
      const { left: l, right: r, hair } = sitter;
      const mass = path(
        `M ${l - 1} 46 C ${l - 4} 24 39 15 51 15 C 65 15 ${r + 4} 24 ${r + 1} 46 C ${r - 0.6} 43 ${r - 1.6} 39.6 ${r - 2} 36 C ${r - 6} 35.4 60 32.6 57 31.4 ` +
          `C 53 34.4 44 35.6 ${l + 4} 34.4 C ${l + 2} 38 ${l + 1.4} 42 ${l - 1} 46 Z`,
      );
      fillHair(canvas, mass, hair, {
        light: 'M 38 26 C 42 21 48 19.4 54 20',
        dark: 'M 57 31.4 C 60 29 62 26 62 22 M 49 33 C 53 31 55 28 55.6 25',
      });
    },
  },
  sidePart: {
    above(canvas, sitter) {
      const { left: l, right: r, hair } = sitter;
      const mass = path(
        `M ${l - 1} 47 C ${l - 4.5} 32 ${l - 1} 21 40 17.5 C 52 11.6 ${r + 5} 16 ${r + 2.6} 36 C ${r + 2.4} 40 ${r + 1.6} 44 ${r + 0.8} 47 ` +
          `C ${r - 0.6} 43 ${r - 1.4} 39.4 ${r - 2} 36.6 C 60 35.6 49 32.6 41.6 25.6 C 39 30 ${l + 3} 33 ${l + 2} 38 C ${l + 1.6} 42 ${l + 0.6} 45 ${l - 1} 47 Z`,
      );
      fillHair(canvas, mass, hair, {
        light: 'M 46 21.4 C 53 19.4 60 22 63.6 28',
        dark: 'M 41.6 25.6 C 41 23 41.4 20.6 42.4 18.6 M 47 29.4 C 52 33 58 34.6 63 34.4',
      });
    },
  },
  quiff: {
    above(canvas, sitter) {
      const { left: l, right: r, hair } = sitter;
      canvas.fill(cap(sitter, 21, 34), hair.base, { alpha: 0.72 });
      const mass = path(
        `M ${l + 2} 33.4 C ${l - 3} 22 ${l + 5} 10.4 50 10.6 C 60 8.6 ${r + 3} 14 ${r + 0.4} 25 C ${r} 28.4 ${r - 1.6} 31.6 ${r - 2.6} 34 ` +
          `C 62 30.4 56 29 50 30.4 C 44 31.6 39 31.4 ${l + 2} 33.4 Z`,
      );
      fillHair(canvas, mass, hair, {
        light: 'M 38 24 C 40 17.6 46 14.6 53 15',
        dark: 'M 45 31 C 44.6 26 48 21.6 54 20 M 56 29.4 C 56.4 25.6 59 22.6 63 21.8',
      });
    },
  },
  undercut: {
    above(canvas, sitter) {
      const { right: r, left: l, hair } = sitter;
      canvas.fill(cap(sitter, 21, 35), hair.base, { alpha: 0.6 });
      const mass = path(
        `M ${l + 5} 26 C ${l + 8} 14 58 10 ${r + 2} 18 C ${r + 6.4} 24 ${r + 5.4} 34 ${r + 1.4} 42 C ${r - 1} 36 58 33 52 27.6 C 47 26 42 27.6 ${l + 5} 26 Z`,
      );
      fillHair(canvas, mass, hair, {
        light: 'M 46 20.4 C 54 17 62 20 66 26',
        dark: 'M 52 27.6 C 55 24 60 24.6 65 30 M 47 25.6 C 51 22 55 21 59 21.6',
      });
    },
  },
  pixie: {
    above(canvas, sitter) {
      const { left: l, right: r, hair } = sitter;
      const mass = path(
        `M ${l + 1} 53 C ${l - 5.6} 44 ${l - 5.4} 17 48 14.6 C 66 12 ${r + 6.4} 26 ${r + 2} 46 L ${r - 1} 53 C ${r - 1.4} 47 ${r - 2} 42 ${r - 3.4} 38 ` +
          `C 61 37 58 34 56.4 30 C 53 35.6 45 38.6 ${l + 4} 38 C ${l + 2.4} 43 ${l + 2.2} 48 ${l + 1} 53 Z`,
      );
      fillHair(canvas, mass, hair, {
        light: 'M 37.6 27 C 41 20.6 47 18.8 54 19.6',
        dark: 'M 56.4 30 C 57 26 56.4 23 55 20.4 M 48 35.4 C 51 32.6 52.6 29.6 53 26',
      });
    },
  },
};

/** Hair shorn close to the skull, down to the temples, its line straight above the brow. */
function cap({ left: l, right: r }: Sitter, top: number, line: number) {
  return path(
    `M ${l - 0.4} 45 C ${l - 2} 28 ${50 - 11} ${top} 50 ${top} C 61 ${top} ${r + 2} 28 ${r + 0.4} 45 L ${r - 1.8} 43 C ${r - 2} 38 ${r - 2.8} ${line + 2} ${r - 4} ${line} ` +
      `C 58 ${line - 2} 42 ${line - 2} ${l + 4} ${line} C ${l + 2.8} ${line + 2} ${l + 2} 38 ${l + 1.8} 43 Z`,
  );
}
