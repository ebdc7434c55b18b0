import { backdrops, clothColours, hairColours, skins } from './palette';
import { type Choices, createRandom } from './random';

/** The closed sets a portrait is made from; colours go by their names in the palette. */
const choices = {
  backdrop: names(backdrops),
  skin: names(skins),
  face: ['oval', 'round', 'long', 'square', 'heart'],
  build: ['slight', 'medium', 'broad'],
  hair: [
    'crop',
    'bald',
    'balding',
    'buzz',
    'sidePart',
    'quiff',
    'undercut',
    'curlyTop',
    'pixie',
    'afro',
    'curls',
    'bob',
    'longStraight',
    'longWavy',
    'bun',
    'spaceBuns',
    'ponytail',
    'braids',
    'locs',
  ],
  hairColour: names(hairColours),
  headwear: ['none', 'hijab', 'turban', 'headwrap', 'beanie', 'flatCap', 'sunHat'],
  headwearColour: names(clothColours),
  beard: ['none', 'stubble', 'moustache', 'goatee', 'short', 'full'],
  brows: ['soft', 'arched', 'straight', 'bushy'],
  eyes: ['open', 'lashes', 'smiling', 'winking'],
  nose: ['button', 'soft', 'straight', 'wide'],
  mouth: ['smile', 'grin', 'gentle', 'aslant', 'lips'],
  glasses: ['none', 'round', 'square', 'catEye', 'sun'],
  earrings: ['none', 'studs', 'hoops', 'drops'],
  mark: ['none', 'freckles', 'beautySpot', 'bindi', 'hearingAid', 'laughLines'],
  garment: ['crew', 'vNeck', 'shirt', 'hoodie', 'rollNeck', 'blazer', 'kurta', 'dungarees', 'shawl'],
  fabric: ['plain', 'stripes', 'dots', 'checks', 'zigzag', 'leaves'],
  /** The main colour of the clothes. */
  cloth: names(clothColours),
  /** Their second colour: the pattern, what is worn beneath. */
  accent: names(clothColours),
} as const;

/** Everything that makes one portrait unlike another. */
export type Traits = { readonly [Name in keyof typeof choices]: (typeof choices)[Name][number] };

const withBeard = ['crop', 'sidePart', 'buzz', 'bald', 'quiff', 'undercut', 'curlyTop'] as const;
/** Styles low enough for a hat. */
const underHat = ['crop', 'buzz', 'bald'] as const;
const underHatLong = ['bob', 'longStraight', 'longWavy', 'braids'] as const;

/** Traits by chance, weighted so that they suit each other. The same seed gives the same traits. */
export function traitsOf(seed: string): Traits {
  const { pick, chance } = createRandom(seed);
  const beard = chance(0.32) ? pick(choices.beard) : 'none';
  const bearded = beard !== 'none';
  const headwear = chance(0.25) ? pick(choices.headwear) : 'none';
  const cloth = pick(choices.cloth);
  const accent = pick(choices.accent);
  const hatted = headwear !== 'none';
  return {
    backdrop: pick(choices.backdrop),
    skin: pick(choices.skin),
    face: pick(choices.face),
    build: pick(choices.build),
    hair: pick(bearded ? (hatted ? underHat : withBeard) : hatted ? [...underHat, ...underHatLong] : choices.hair),
    hairColour: chance(0.5) ? pick(['black', 'espresso', 'brown']) : pick(choices.hairColour),
    headwear: bearded && (headwear === 'hijab' || headwear === 'headwrap') ? 'turban' : headwear,
    headwearColour: pick(choices.headwearColour),
    beard,
    brows: pick(choices.brows),
    eyes: pick(bearded ? ['open', 'open', 'smiling'] : ['open', 'open', 'lashes', 'lashes', 'smiling', 'winking']),
    nose: pick(choices.nose),
    mouth: pick(bearded ? ['smile', 'grin', 'gentle'] : choices.mouth),
    glasses: chance(0.35) ? pick(choices.glasses) : 'none',
    earrings: bearded || chance(0.5) ? 'none' : pick(choices.earrings),
    // A bindi means something to the one who wears it; chance does not hand it out.
    mark: chance(0.4) ? pick(['freckles', 'beautySpot', 'hearingAid', 'laughLines']) : 'none',
    garment: pick(choices.garment),
    fabric: chance(0.5) ? 'plain' : pick(choices.fabric),
    cloth,
    accent: accent === cloth ? (cloth === 'cream' ? 'navy' : 'cream') : accent,
  };
}

function names<Name extends string>(palette: Record<Name, unknown>): Choices<Name> {
  return Object.keys(palette) as unknown as Choices<Name>;
}
