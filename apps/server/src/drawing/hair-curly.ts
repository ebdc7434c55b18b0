import { fillHair, type HairStyle, tufts } from './hair-style';
import { ellipse, path, twice, united } from './outline';

type Curly = 'curlyTop' | 'afro' | 'curls';

export const curlyHair: Record<Curly, HairStyle> = {
  curlyTop: {
    above(canvas, { left: l, hair }) {
      const faded = path(
        `M ${l - 0.4} 45 C ${l - 2.4} 34 ${l} 26 ${l + 6} 24 L ${l + 6} 33 C ${l + 3} 35 ${l + 2} 40 ${l + 1.8} 44 Z`,
      );
      canvas.fill(twice(faded), hair.base, { alpha: 0.7 });
      const half = twice(tufts(`${l + 4} 28, ${l + 4} 22, 39 17.4, 44 14.4, 42 27, 47 27.4`, 5.3));
      fillHair(canvas, united(half, ellipse(50, 15, 6), ellipse(50, 23, 13, 8)), hair);
      canvas.stroke(curlLines('40 20, 48 17, 56 18.4, 44 25.4, 52 24, 60 24'), 0.9, hair.sheen, { alpha: 0.7 });
    },
  },
  afro: {
    behind(canvas, { hair }) {
      const half = tufts('28 54, 24.6 47, 23.4 39.4, 25 31.6, 29 24.6, 35 19, 42 15.8', 6);
      fillHair(canvas, united(twice(half), ellipse(50, 14.6, 6), ellipse(50, 40, 26, 24.4)), hair);
    },
    above(canvas, { left: l, hair }) {
      const half = tufts(`${l + 0.4} 41, ${l + 2.2} 35.6, ${l + 3.2} 30, ${l + 6.2} 31.6, ${l + 11.6} 29.6`, 3.6);
      canvas.fill(united(twice(half), ellipse(50, 29, 3.6), ellipse(50, 25, 18.5, 7.6)), hair.base);
      const curls = curlLines('32 30, 38 23, 46 19.4, 54 20, 42 27, 62 25, 30 39, 69 34');
      canvas.stroke(curls, 0.9, hair.sheen, { alpha: 0.6 });
    },
  },
  curls: {
    behind(canvas, { left: l, hair }) {
      const half = tufts(`${l - 4} 36, ${l - 6.4} 44, ${l - 7.4} 52, ${l - 7} 60, ${l - 6} 68, ${l - 3} 75.6`, 6.4);
      fillHair(canvas, united(twice(half), ellipse(50, 52, 22, 26)), hair);
    },
    above(canvas, { left: l, right: r, hair }) {
      const half = tufts(`${l - 2.6} 40, ${l - 1.8} 33, ${l + 1} 26, ${l + 6} 20.4, 44 16.8, 37.6 30, 44.6 28.4`, 5.6);
      fillHair(canvas, united(twice(half), ellipse(51, 16.4, 6), ellipse(51.6, 26.6, 6), ellipse(50, 23, 13, 6)), hair);
      const curls = curlLines(`37 23, 44 20.4, 52 19.4, 60 22.4, 41 28.4, 56 27, ${l - 2.4} 36, ${r + 2} 36`);
      canvas.stroke(curls, 0.9, hair.sheen, { alpha: 0.7 });
    },
  },
};

/** Little arcs that say: curls. Their middles as in `tufts`. */
function curlLines(middles: string) {
  return united(
    ...middles.split(',').map((middle) => {
      const [x = 0, y = 0] = middle.trim().split(' ').map(Number);
      return path(`M ${x - 2} ${y + 0.8} C ${x - 1.6} ${y - 2} ${x + 2} ${y - 1.8} ${x + 1.6} ${y + 1}`);
    }),
  );
}
