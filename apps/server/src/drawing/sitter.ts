import { type Outline, path } from './outline';
import { clothColours, hairColours, type SkinTones, skins, skinTones, type Tones, tones } from './palette';
import type { Traits } from './traits';

/** Who sits for a portrait: the traits, and the measures and colours that follow from them. */
export interface Sitter {
  traits: Traits;
  /** Half the width of the head at the temples; its middle is x = 50. */
  half: number;
  /** Left and right temple. */
  left: number;
  right: number;
  /** Where the chin ends. */
  chin: number;
  head: Outline;
  skin: SkinTones;
  hair: Tones;
  headwear: Tones;
  cloth: Tones;
  accent: Tones;
}

/** Half width, chin, and how far jaw and chin bulge. */
const shapes = {
  oval: [17, 70, 16, 8.5],
  round: [18.2, 69, 17, 11.5],
  long: [16.2, 71.5, 18, 8.5],
  square: [17.2, 70, 19, 12],
  heart: [17.6, 70, 14, 6],
} as const;

export function seat(traits: Traits): Sitter {
  const [half, chin, jaw, bulge] = shapes[traits.face];
  const left = 50 - half;
  const right = 50 + half;
  return {
    traits,
    half,
    left,
    right,
    chin,
    head: path(
      `M 50 22 C ${50 + half * 0.62} 22 ${right} 30 ${right} 42 C ${right} ${42 + jaw} ${50 + bulge} ${chin} 50 ${chin} ` +
        `C ${50 - bulge} ${chin} ${left} ${42 + jaw} ${left} 42 C ${left} 30 ${50 - half * 0.62} 22 50 22 Z`,
    ),
    skin: skinTones(skins[traits.skin]),
    hair: tones(hairColours[traits.hairColour]),
    headwear: tones(clothColours[traits.headwearColour]),
    cloth: tones(clothColours[traits.cloth]),
    accent: tones(clothColours[traits.accent]),
  };
}
