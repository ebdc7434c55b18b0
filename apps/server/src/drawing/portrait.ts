import { drawBackdrop } from './backdrop';
import { drawBeard } from './beard';
import { drawBody } from './body';
import { drawFeatures } from './features';
import { drawHairAbove, drawHairAtSides, drawHairBehind } from './hair';
import { drawHead } from './head';
import { drawHeadwear, drawHeadwearBehind } from './headwear';
import { drawEarrings, drawGlasses } from './ornaments';
import type { RgbaImage } from './rgba-image';
import { seat } from './sitter';
import { type Traits, traitsOf } from './traits';

/**
 * An invented person, head and shoulders, safe to crop to a circle. `seed` settles every trait but those given;
 * `size` in pixels. The same arguments give the same pixels.
 */
export function drawPortrait(seed: string, size: number, given: Partial<Traits> = {}): RgbaImage {
  const sitter = seat({ ...traitsOf(seed), ...given });
  const canvas = drawBackdrop(sitter, size);
  canvas.zoom(1.12, [50, 60]);
  drawHeadwearBehind(canvas, sitter);
  drawHairBehind(canvas, sitter);
  drawBody(canvas, sitter);
  drawHairAtSides(canvas, sitter);
  drawHead(canvas, sitter);
  drawFeatures(canvas, sitter);
  drawBeard(canvas, sitter);
  drawHairAbove(canvas, sitter);
  drawGlasses(canvas, sitter);
  drawHeadwear(canvas, sitter);
  drawEarrings(canvas, sitter);
  return canvas.image();
}
