import type { Canvas } from './canvas';
import { mix, smoothStep } from './colour';
import { fabricPaint } from './fabric';
import { type Bust, garmentDetails } from './garments';
import { moved, type Outline, path } from './outline';
import type { Sitter } from './sitter';

/** Half the width of neck and shoulders. */
const builds = { slight: [6.6, 35], medium: [7.6, 38.5], broad: [9, 42] } as const;

/** Shoulders, clothes and neck, with the shadow the head throws on it. */
export function drawBody(canvas: Canvas, sitter: Sitter): void {
  const { traits, skin, cloth, accent, head } = sitter;
  const [neck, width] = builds[traits.build];
  const trunk = shouldersOf(neck, width);
  const paint = fabricPaint(traits.fabric, cloth.base, accent.base);
  const bust: Bust = { sitter, neck, shoulders: canvas.cover(trunk), paint };
  const garment = garmentDetails[traits.garment];
  garment.behind?.(canvas, bust);
  canvas.fill(trunk, paint);
  canvas.fill(trunk, cloth.shade, { alpha: (x) => 0.55 * smoothStep(46, 94, x) });
  garment.opening?.(canvas, bust);
  const throat = path(
    `M ${50 - neck} 56 L ${50 + neck} 56 L ${50 + neck} 78 C ${50 + neck} 85 ${50 - neck} 85 ${50 - neck} 78 Z`,
  );
  canvas.fill(throat, skin.base);
  canvas.fill(moved(head, 0, 4.6), mix(skin.base, skin.shade, 0.95), { within: canvas.cover(throat) });
  garment.front?.(canvas, bust);
}

function shouldersOf(neck: number, width: number): Outline {
  const [l, r, inL, inR] = [50 - width, 50 + width, 50 - neck, 50 + neck];
  return path(
    `M ${l} 106 C ${l} 93 ${l + 4} 87.5 ${l + 13} 84.5 C ${inL - 7} 82 ${inL - 1} 80.5 ${inL} 74 L ${inR} 74 ` +
      `C ${inR + 1} 80.5 ${inR + 7} 82 ${r - 13} 84.5 C ${r - 4} 87.5 ${r} 93 ${r} 106 Z`,
  );
}
