import type { Canvas } from './canvas';
import { lightness, mix, type Paint } from './colour';
import type { Coverage } from './coverage';
import { ellipse, mirrored, path, twice, united } from './outline';
import type { Sitter } from './sitter';
import type { Traits } from './traits';

/** What a garment needs to know to be drawn upon the shoulders. */
export interface Bust {
  sitter: Sitter;
  neck: number;
  shoulders: Coverage;
  paint: Paint;
}

type Draw = (canvas: Canvas, bust: Bust) => void;

/** What tells one garment from another: what lies behind the neck, the opening beneath it, what comes in front of it. */
interface Garment {
  behind?: Draw;
  opening?: Draw;
  front?: Draw;
}

export const garmentDetails: Record<Traits['garment'], Garment> = {
  crew: {
    opening(canvas, { sitter, neck, shoulders }) {
      canvas.fill(ellipse(50, 79, neck + 4.6, 7.6), sitter.cloth.shade, { within: shoulders });
      canvas.fill(ellipse(50, 78, neck + 3, 6.8), sitter.skin.base, { within: shoulders });
    },
  },
  vNeck: {
    opening(canvas, { sitter, neck, shoulders }) {
      const edge = neck + 4;
      canvas.fill(
        path(`M ${48 - edge} 74 L ${52 + edge} 74 L ${52 + edge} 79 L 50 97 L ${48 - edge} 79 Z`),
        sitter.cloth.shade,
        { within: shoulders },
      );
      canvas.fill(
        path(`M ${50 - edge} 72 L ${50 + edge} 72 L ${50 + edge} 78 L 50 94 L ${50 - edge} 78 Z`),
        sitter.skin.base,
        { within: shoulders },
      );
    },
  },
  shirt: {
    opening(canvas, { sitter }) {
      canvas.fill(path('M 40 76 L 60 76 L 50 91 Z'), sitter.skin.base);
    },
    front(canvas, { sitter, neck, paint }) {
      const edge = 50 - neck;
      const flap = path(
        `M ${edge - 1} 75 C ${edge - 4} 78 ${edge - 5} 82 ${edge - 4} 84 L 44.6 93 L 50 86.4 L ${edge + 1} 79 Z`,
      );
      canvas.stroke(path('M 50 88 L 50 102'), 0.6, sitter.cloth.shade);
      canvas.fill(united(ellipse(51.6, 93, 0.8), ellipse(51.6, 98.6, 0.8)), sitter.cloth.shade);
      canvas.fill(twice(flap), paint);
      canvas.stroke(twice(flap), 0.6, sitter.cloth.shade);
    },
  },
  hoodie: {
    behind(canvas, { sitter }) {
      canvas.fill(path('M 28 88 C 27 72 36 66 50 66 C 64 66 73 72 72 88 Z'), sitter.cloth.shade);
    },
    opening(canvas, { sitter, neck, shoulders }) {
      canvas.fill(ellipse(50, 79, neck + 3, 6.4), sitter.accent.base, { within: shoulders });
    },
    front(canvas, { sitter, neck, paint }) {
      const edge = 50 - neck;
      const hood = path(
        `M ${edge - 2} 74 C ${edge - 9} 77 ${edge - 11} 83 ${edge - 8} 87 C ${edge - 4} 92 45 93 50 93 C 45 90 ${edge + 1} 84 ${edge - 2} 74 Z`,
      );
      canvas.fill(twice(hood), paint);
      canvas.stroke(twice(hood), 0.6, sitter.cloth.shade);
      canvas.stroke(twice(path('M 45.4 91.4 C 45 94 45.2 96 44.8 99')), 1, mix(sitter.cloth.base, 0xffffff, 0.75));
    },
  },
  rollNeck: {
    front(canvas, { sitter, neck, paint }) {
      const [l, r] = [50 - neck - 1, 51 + neck];
      const collar = path(
        `M ${l} 75.5 C ${l + 3} 77.5 ${r - 3} 77.5 ${r} 75.5 C ${r + 0.8} 78 ${r + 0.9} 81 ${r + 1.6} 84 C ${r - 3} 87.4 ${l + 3} 87.4 ${l - 1.6} 84 C ${l - 0.9} 81 ${l - 0.8} 78 ${l} 75.5 Z`,
      );
      canvas.fill(collar, paint);
      canvas.stroke(path(`M ${l - 1.6} 84 C ${l + 3} 87.4 ${r - 3} 87.4 ${r + 1.6} 84`), 0.8, sitter.cloth.shade);
    },
  },
  blazer: {
    opening(canvas, { sitter, neck, shoulders }) {
      const edge = neck + 3.4;
      canvas.fill(
        path(`M ${50 - edge} 74 L ${50 + edge} 74 L ${50 + edge + 2} 82 L 50 108 L ${50 - edge - 2} 82 Z`),
        sitter.accent.base,
        { within: shoulders },
      );
      canvas.fill(ellipse(50, 78, neck + 1.6, 6.4), sitter.skin.base, { within: shoulders });
    },
    front(canvas, { sitter, neck }) {
      const edge = 50 - neck;
      const lapel = path(
        `M ${edge - 2.6} 76 C ${edge - 6} 79 ${edge - 9} 82 ${edge - 10} 86 L ${edge - 5.4} 89 L ${edge - 8} 91.4 L 48.5 106 L 49.4 104 L ${edge - 1.6} 82 Z`,
      );
      const paint = mix(sitter.cloth.base, lightness(sitter.cloth.base) < 0.3 ? 0xffffff : 0x120a18, 0.1);
      canvas.fill(twice(lapel), paint);
      canvas.stroke(twice(lapel), 0.5, sitter.cloth.shade);
    },
  },
  kurta: {
    opening(canvas, { sitter }) {
      canvas.fill(path('M 44.5 78 L 55.5 78 L 51 94 L 49 94 Z'), sitter.skin.base);
    },
    front(canvas, { sitter, neck }) {
      const edge = 50 - neck;
      const stand = path(
        `M ${edge - 1.4} 75 L ${edge - 2.6} 80 C ${edge + 1} 84.4 46 86 48.4 86.4 L 48.8 82.6 C 45 82 ${edge + 1} 79.6 ${edge - 0.2} 75 Z`,
      );
      const piping = path('M 48.6 86 L 49.2 95 M 51.4 86 L 50.8 95');
      canvas.stroke(piping, 1.1, sitter.accent.base);
      canvas.fill(twice(stand), sitter.accent.base);
      canvas.fill(united(ellipse(50, 97, 0.9), ellipse(50, 101, 0.9)), sitter.accent.base);
    },
  },
  dungarees: {
    opening(canvas, { sitter, neck, shoulders }) {
      canvas.fill(ellipse(50, 79, neck + 4.4, 7.4), sitter.cloth.shade, { within: shoulders });
      canvas.fill(ellipse(50, 78, neck + 3, 6.8), sitter.skin.base, { within: shoulders });
    },
    front(canvas, { sitter, neck, shoulders }) {
      const strap = path(
        `M ${50 - neck - 13} 80 L ${50 - neck - 6.5} 79 L ${50 - neck - 2.5} 104 L ${50 - neck - 9} 104 Z`,
      );
      canvas.fill(twice(strap), sitter.accent.base, { within: shoulders });
      canvas.fill(path('M 35 91 L 65 91 L 66 106 L 34 106 Z'), sitter.accent.base);
      const button = ellipse(50 - neck - 6, 93.4, 1.3);
      canvas.fill(united(button, mirrored(button)), 0xe8c26a);
    },
  },
  shawl: {
    opening(canvas, { sitter, neck, shoulders }) {
      canvas.fill(ellipse(50, 78, neck + 5, 8.4), sitter.skin.base, { within: shoulders });
    },
    front(canvas, { sitter, shoulders }) {
      const drape = path('M 60 76 C 70 80 82 82 96 92 L 96 108 L 22 108 C 36 100 52 92 60 76 Z');
      canvas.fill(drape, sitter.accent.base, { within: shoulders });
      canvas.stroke(path('M 60 76 C 52 92 36 100 22 108'), 2, sitter.accent.sheen, { within: shoulders });
      canvas.stroke(path('M 66 80 C 60 94 48 102 36 108 M 73 82 C 69 95 60 102 50 108'), 0.7, sitter.accent.shade, {
        within: shoulders,
        alpha: 0.6,
      });
    },
  },
};
