import { drawPortrait } from './portrait';
import type { RgbaImage } from './rgba-image';
import { drawScene, type Scene } from './scene';
import type { Traits } from './traits';

/** A picture and the words for those who cannot see it. */
export interface DemoPicture {
  altText: string;
  /** `size` in pixels. */
  draw: (size: number) => RgbaImage;
}

/** What the drawing of a face leaves out unless asked for. */
const unadorned = { headwear: 'none', beard: 'none', glasses: 'none', earrings: 'none', mark: 'none' } as const;

/** The pictures of the demo, by handle; whoever is not here has none. */
export const pictures: Readonly<Record<string, DemoPicture | undefined>> = {
  amara: portrait(
    'Amara smiling broadly, in a mustard headwrap with a bow and gold hoop earrings.',
    { skin: 'deep', face: 'heart', build: 'medium', headwear: 'headwrap', headwearColour: 'mustard' },
    { eyes: 'lashes', brows: 'arched', nose: 'wide', mouth: 'grin', earrings: 'hoops', hairColour: 'black' },
    { backdrop: 'lagoon', garment: 'blazer', fabric: 'plain', cloth: 'berry', accent: 'cream' },
  ),
  'lin-meiyue': portrait(
    '林美月，黑色齊瀏海短髮，戴圓框眼鏡，穿墨綠色高領毛衣。',
    { skin: 'porcelain', face: 'oval', build: 'slight', hair: 'bob', hairColour: 'black', backdrop: 'rose' },
    { eyes: 'lashes', brows: 'soft', nose: 'button', mouth: 'gentle', glasses: 'round' },
    { garment: 'rollNeck', fabric: 'plain', cloth: 'forest', accent: 'cream' },
  ),
  layla: portrait(
    'ليلى تبتسم بحجاب أزرق مخضرّ.',
    { skin: 'honey', face: 'oval', build: 'medium', headwear: 'hijab', headwearColour: 'teal', backdrop: 'peach' },
    { eyes: 'lashes', brows: 'arched', nose: 'straight', mouth: 'smile', hairColour: 'espresso' },
    { garment: 'crew', cloth: 'navy', accent: 'cream' },
  ),
  tomas_v: portrait(
    'Tomás, de bigote negro y pelo peinado hacia arriba, con camisa de rayas.',
    { skin: 'olive', face: 'square', build: 'broad', hair: 'quiff', hairColour: 'black', beard: 'moustache' },
    { eyes: 'open', brows: 'bushy', nose: 'soft', mouth: 'smile', backdrop: 'sage' },
    { garment: 'shirt', fabric: 'stripes', cloth: 'cream', accent: 'rust' },
  ),
  ingrid: portrait(
    'Ingrid, an older woman with two long white braids and square glasses, in a patterned jumper.',
    { skin: 'fair', face: 'long', build: 'medium', hair: 'braids', hairColour: 'white', backdrop: 'dusk' },
    { eyes: 'smiling', brows: 'soft', nose: 'straight', mouth: 'smile', glasses: 'square', mark: 'laughLines' },
    { garment: 'crew', fabric: 'zigzag', cloth: 'navy', accent: 'cream' },
  ),
  harpreet: portrait(
    'Harpreet in an orange turban, with a full black beard and a warm smile.',
    { skin: 'bronze', face: 'oval', build: 'broad', headwear: 'turban', headwearColour: 'coral', backdrop: 'sky' },
    { hairColour: 'black', beard: 'full', eyes: 'open', brows: 'bushy', nose: 'soft', mouth: 'grin' },
    { garment: 'shirt', fabric: 'plain', cloth: 'denim', accent: 'cream' },
  ),
  wulandari: portrait(
    'Wulandari with long, straight black hair, grinning, in a leaf-patterned blouse.',
    { skin: 'olive', face: 'round', build: 'slight', hair: 'longStraight', hairColour: 'black', backdrop: 'butter' },
    { eyes: 'smiling', brows: 'soft', nose: 'wide', mouth: 'grin', earrings: 'none' },
    { garment: 'vNeck', fabric: 'leaves', cloth: 'plum', accent: 'blush' },
  ),
  juniper: scene('A leafy green plant in a patterned pot.', 'plant', 'juniper'),
  'olena-k': portrait(
    'Олена з довгим хвилястим світлим волоссям, у вишневій сукні.',
    { skin: 'porcelain', face: 'heart', build: 'medium', hair: 'longWavy', hairColour: 'blond', backdrop: 'sage' },
    { eyes: 'lashes', brows: 'arched', nose: 'straight', mouth: 'lips', earrings: 'none' },
    { garment: 'vNeck', fabric: 'plain', cloth: 'berry', accent: 'cream' },
  ),
  kofi: portrait(
    'Kofi with shoulder-length locs, brass-rimmed round glasses and a short beard.',
    { skin: 'deep', face: 'oval', build: 'medium', hair: 'locs', hairColour: 'black', beard: 'short' },
    { eyes: 'open', brows: 'straight', nose: 'wide', mouth: 'grin', glasses: 'round', backdrop: 'apricot' },
    { garment: 'kurta', fabric: 'plain', cloth: 'cream', accent: 'forest' },
  ),
  priya_r: portrait(
    'Priya with her hair in a bun, a red bindi, drop earrings and a saffron sari.',
    { skin: 'brown', face: 'heart', build: 'slight', hair: 'bun', hairColour: 'black', backdrop: 'mint' },
    { eyes: 'lashes', brows: 'arched', nose: 'soft', mouth: 'smile', earrings: 'drops', mark: 'bindi' },
    { garment: 'shawl', fabric: 'plain', cloth: 'berry', accent: 'mustard' },
  ),
  sotiris: portrait(
    'Ο Σωτήρης με γκρι τραγιάσκα, άσπρο μουστάκι και καρό πουκάμισο.',
    { skin: 'honey', face: 'round', build: 'broad', hair: 'crop', hairColour: 'white', beard: 'moustache' },
    { headwear: 'flatCap', headwearColour: 'charcoal', eyes: 'open', brows: 'bushy', nose: 'wide', mouth: 'gentle' },
    { mark: 'laughLines', backdrop: 'sand', garment: 'shirt', fabric: 'checks', cloth: 'olive', accent: 'cream' },
  ),
  'yuki-tanabe': portrait(
    'Yuki with short teal hair and a hearing aid, winking, in a yellow hoodie.',
    { skin: 'fair', face: 'oval', build: 'slight', hair: 'undercut', hairColour: 'teal', backdrop: 'lilac' },
    { eyes: 'winking', brows: 'straight', nose: 'button', mouth: 'aslant', mark: 'hearingAid', earrings: 'none' },
    { garment: 'hoodie', fabric: 'plain', cloth: 'mustard', accent: 'charcoal' },
  ),
  niamh: portrait(
    'Niamh with a great deal of curly ginger hair and freckles, in a striped jumper.',
    { skin: 'porcelain', face: 'round', build: 'medium', hair: 'curls', hairColour: 'ginger', backdrop: 'lagoon' },
    { eyes: 'open', brows: 'soft', nose: 'button', mouth: 'grin', mark: 'freckles' },
    { garment: 'crew', fabric: 'stripes', cloth: 'cream', accent: 'navy' },
  ),
  malik: portrait(
    'Malik laughing, with a round afro and square glasses, in a dotted shirt.',
    { skin: 'deep', face: 'square', build: 'medium', hair: 'afro', hairColour: 'black', backdrop: 'brick' },
    { eyes: 'smiling', brows: 'straight', nose: 'wide', mouth: 'grin', glasses: 'square', beard: 'none' },
    { garment: 'shirt', fabric: 'dots', cloth: 'teal', accent: 'cream' },
  ),
  beatriz: portrait(
    'Beatriz, de cabelo curto grisalho e óculos vermelhos, com casaco escuro.',
    { skin: 'honey', face: 'long', build: 'slight', hair: 'pixie', hairColour: 'silver', backdrop: 'apricot' },
    { eyes: 'open', brows: 'arched', nose: 'straight', mouth: 'lips', glasses: 'catEye', mark: 'laughLines' },
    { earrings: 'studs', garment: 'blazer', fabric: 'plain', cloth: 'charcoal', accent: 'coral' },
  ),
  wiremu: portrait(
    'Wiremu, broad-shouldered, with curly dark hair and a goatee, in dungarees.',
    { skin: 'bronze', face: 'square', build: 'broad', hair: 'curlyTop', hairColour: 'espresso', beard: 'goatee' },
    { eyes: 'open', brows: 'bushy', nose: 'wide', mouth: 'smile', backdrop: 'sky' },
    { garment: 'dungarees', fabric: 'plain', cloth: 'cream', accent: 'forest' },
  ),
  esi: portrait(
    'Esi with a shaven head, gold hoop earrings and red lipstick, in a plum roll-neck.',
    { skin: 'ebony', face: 'oval', build: 'slight', hair: 'bald', hairColour: 'black', backdrop: 'butter' },
    { eyes: 'lashes', brows: 'arched', nose: 'soft', mouth: 'lips', earrings: 'hoops' },
    { garment: 'rollNeck', fabric: 'plain', cloth: 'plum', accent: 'coral' },
  ),
  mateusz: scene('Rudy kot w obroży patrzy prosto w oczy.', 'cat', 'a'),
  elif: scene('A full moon over the sea, and one small sailing boat.', 'sea', 'elif'),
  tenzin: scene('Mountains at dusk, ridge behind ridge, with firs in front.', 'mountains', 'tenzin'),
};

/** The traits may come in parts: head, face, clothes. */
function portrait(altText: string, ...parts: readonly Partial<Traits>[]): DemoPicture {
  const traits: Partial<Traits> = Object.assign({}, unadorned, ...parts);
  return { altText, draw: (size) => drawPortrait('demo', size, traits) };
}

function scene(altText: string, kind: Scene, seed: string): DemoPicture {
  return { altText, draw: (size) => drawScene(seed, size, kind) };
}
