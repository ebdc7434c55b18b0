import { groundOf } from './initials-colour';
import { initialsOf, isEmoji } from './initials-text';

/** How a script is set, in ems: the advance of a wide letter, and how far below the middle its baseline lies. */
interface Setting {
  advance: number;
  drop: number;
}

/** In hundredths of the side: font sizes, and the room that a circle leaves for a line and for a stack of marks. */
const largest = { one: 50, two: 40 };
const widest = 78;
const tallest = 76;

/** What each system reads its own menus in. The last resort for a script is the viewer's to choose. */
const fonts = 'system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Noto Sans,Arial,sans-serif';

const emoji: Setting = { advance: 1.3, drop: 0.36 };
const settings: readonly [RegExp, Setting][] = [
  [
    /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Armenian}\p{sc=Adlam}\p{sc=Common}]/u,
    { advance: 0.92, drop: 0.36 },
  ],
  [/^[\p{sc=Han}\p{sc=Hangul}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Yi}]/u, { advance: 1, drop: 0.37 }],
  // Their letters reach far below the line.
  [/^[\p{sc=Arabic}\p{sc=Syriac}]/u, { advance: 0.9, drop: 0.22 }],
];
const anyOther: Setting = { advance: 0.85, drop: 0.3 };

const joining = /^[\p{sc=Arab}\p{sc=Syrc}\p{sc=Nkoo}\p{sc=Mand}\p{sc=Mong}\p{sc=Phag}\p{sc=Adlm}\p{sc=Rohg}]/u;
const rightToLeft =
  /^[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Mand}\p{sc=Samr}\p{sc=Adlm}\p{sc=Rohg}]/u;

const headAndShoulders =
  '<path fill="#fff" fill-opacity=".92" d="M50 20a18.5 20 0 0 1 0 40a18.5 20 0 0 1 0-40zM12 104c0-24 16-38 38-38s38 14 38 38z"/>';

/**
 * The picture of someone who has none, made from their name: up to two initials, white, on a ground that `seed` chooses;
 * head and shoulders where the name has nothing to draw. An SVG document whose width and height are `size` pixels (an
 * integer from 1, checked by the caller). The same arguments give the same bytes in every process. All that matters lies
 * inside the circle. Only attributes and no style, nothing fetched, so that no Content-Security-Policy changes the look.
 */
export function drawInitials({ name, seed, size }: { name: string; seed: string; size: number }): string {
  const initials = initialsOf(name);
  const [from, to] = groundOf(seed);
  // Named after its colour: where a page inlines several drawings they share the ids, and so the same id is the same gradient.
  const ground = `visage-${from.slice(1)}`;
  const text = escapeXml(lineOf(initials));
  // No <title>: where a page inlines the drawing that would be a second text in it, and a tooltip.
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 100" role="img" aria-label="${text || '?'}">` +
    `<linearGradient id="${ground}" x2="1" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>` +
    `<path fill="url(#${ground})" d="M0 0h100v100H0z"/>` +
    `${text ? `<text ${typography(initials)}>${text}</text>` : headAndShoulders}</svg>`
  );
}

/** Two Arabic letters would join as if they were one word; the non-joiner between them belongs to the first one's cluster. */
function lineOf([first = '', second = '']: string[]): string {
  return joining.test(first) && joining.test(second) ? `${first}\u200c${second}` : first + second;
}

/** The baseline is a number, since renderers disagree on `dominant-baseline`; whole numbers, so that no engine rounds otherwise. */
function typography(initials: string[]): string {
  const [first = ''] = initials;
  const width = initials.reduce((sum, cluster) => sum + widthOf(cluster), 0);
  const height = Math.max(...initials.map(heightOf));
  const size = Math.floor(Math.min(initials.length > 1 ? largest.two : largest.one, widest / width, tallest / height));
  const baseline = Math.round(50 + settingOf(first).drop * size);
  const direction = rightToLeft.test(first) ? ' direction="rtl"' : '';
  return `x="50" y="${baseline}" fill="#fff" font-family="${fonts}" font-size="${size}" font-weight="600" text-anchor="middle"${direction}`;
}

/** In ems, at a guess: the fonts are the viewer's. A conjunct or a vowel sign is narrower than a letter. */
function widthOf(cluster: string): number {
  const spacing = isEmoji(cluster) ? 1 : [...cluster.replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, '')].length;
  return settingOf(cluster).advance + 0.2 * (spacing - 1);
}

/** In ems: marks pile up on both sides of a letter, or push subscript letters below it. */
function heightOf(cluster: string): number {
  const marks = isEmoji(cluster) ? 0 : (cluster.match(/\p{Mn}/gu)?.length ?? 0);
  return 0.5 * (marks + 1);
}

function settingOf(cluster: string): Setting {
  if (isEmoji(cluster)) return emoji;
  return settings.find(([script]) => script.test(cluster))?.[1] ?? anyOther;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
