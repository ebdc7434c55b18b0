import { fillHair, type HairStyle } from './hair-style';
import { ellipse, mirrored, path, twice } from './outline';

type Plaited = 'locs' | 'braids';

export const plaitedHair: Record<Plaited, HairStyle> = {
  locs: {
    behind(canvas, { left: l, right: r, hair }) {
      canvas.fill(path(`M ${l - 2} 34 L ${r + 2} 34 L ${r + 4} 76 L ${l - 4} 76 Z`), hair.shade);
      for (const step of [8.4, 4.2, 0]) {
        const end = 83 - step * 0.7;
        const rope = path(
          `M ${l + 6 + step * 0.4} 24 C ${l - 3 + step} 32 ${l - 6 + step} 50 ${l - 5.4 + step} ${end}`,
        );
        for (const side of [rope, mirrored(rope)]) {
          canvas.stroke(side, 4.8, hair.shade);
          canvas.stroke(side, 3.4, hair.base);
        }
      }
    },
    above(canvas, { left: l, right: r, hair }) {
      const mass = path(
        `M ${l - 1.6} 47 C ${l - 6} 22 40 14 50 14 C 60 14 ${r + 6} 22 ${r + 1.6} 47 C ${r - 1} 42 ${r - 3} 37 ${r - 6} 33 ` +
          `C 58 29.6 53 28.4 50 28 C 47 28.4 42 29.6 ${l + 6} 33 C ${l + 3} 37 ${l + 1} 42 ${l - 1.6} 47 Z`,
      );
      fillHair(canvas, mass, hair);
      const partings = path(
        `M 50 14 L 50 28 M 46.6 28.4 C 44 24 43 20 43.4 15 M 42.6 30 C 39 27 37 23 37 18 ` +
          `M ${l + 6} 33 C ${l + 2} 31 ${l} 27 ${l} 22 M ${l + 2} 38 C ${l - 1} 37 ${l - 3} 34 ${l - 4} 30`,
      );
      canvas.stroke(twice(partings), 0.9, hair.sheen, { within: canvas.cover(mass), alpha: 0.55 });
    },
  },
  braids: {
    sides(canvas, { left: l, hair }) {
      for (let link = 7; link >= 0; link--) {
        const [x, y] = [l - 1.4 + link * 0.35, 58 + link * 4.9];
        canvas.fill(twice(ellipse(x, y + 0.9, 4.3 - link * 0.14, 3.7)), hair.shade);
        canvas.fill(twice(ellipse(x, y, 4.2 - link * 0.14, 3.5)), hair.base);
        canvas.stroke(twice(path(`M ${x - 2} ${y - 0.4} L ${x + 0.6} ${y + 1.8}`)), 0.6, hair.shade);
      }
    },
    above(canvas, { left: l, right: r, hair }) {
      const mass = path(
        `M ${l - 1} 60 C ${l - 7} 44 ${l - 6} 15.6 50 15.6 C ${r + 6} 15.6 ${r + 7} 44 ${r + 1} 60 C ${r + 0.6} 50 ${r - 0.6} 40 ${r - 5} 35 ` +
          `C 58 31 52.6 28 50 24.4 C 47.4 28 42 31 ${l + 5} 35 C ${l + 0.6} 40 ${l - 0.6} 50 ${l - 1} 60 Z`,
      );
      fillHair(canvas, mass, hair, {
        light: 'M 38 27 C 40 23 43 20.4 46.6 19.4',
        dark: `M 50 15.6 L 50 24.4 M 46 28.6 C 39 30 ${l} 38 ${l - 1.6} 50 M 54 28.6 C 61 30 ${r} 38 ${r + 1.6} 50`,
      });
    },
  },
};
