import { createRandom } from './random';
import type { RgbaImage } from './rgba-image';
import { drawCat } from './scene-cat';
import { drawMountains } from './scene-mountains';
import { drawPlant } from './scene-plant';
import { drawSea } from './scene-sea';

const scenes = { mountains: drawMountains, cat: drawCat, plant: drawPlant, sea: drawSea };

export type Scene = keyof typeof scenes;

/** A picture for those who would rather not show a face. The seed settles the rest, and which scene unless one is given. */
export function drawScene(seed: string, size: number, given?: Scene): RgbaImage {
  const random = createRandom(seed);
  const scene = random.pick(['mountains', 'cat', 'plant', 'sea']);
  return scenes[given ?? scene](random, size);
}
