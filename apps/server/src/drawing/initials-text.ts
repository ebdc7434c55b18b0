/**
 * Clusters come from Unicode's rules as the engine's ICU knows them. Two ICU versions can differ on scripts and emoji
 * newer than the older one, and on conjuncts (rule GB9c, Unicode 15.1): there a cluster may come out shorter or not at
 * all, never as more than two, and never as anything that breaks the drawing.
 */
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Far beyond any name, so that nobody makes us read a novel. In UTF-16 code units. */
const longestName = 1024;

/** Controls, bidi controls, lone surrogates, private use, noncharacters and what shows nothing; not the glue of clusters. */
const unseen = /[[\p{C}\p{DI}]--[\p{M}\p{ExtPict}\u200c\u200d\u{e0020}-\u{e007f}]]/gv;
const blanks = /[\p{Z}\p{Cc}\u2800]+/gu;

/** A letter or digit that stands by itself: neither a mark, an apostrophe-like letter (Lm), nor a Thai vowel written first. */
const startsInitial = /^[[\p{Lu}\p{Lt}\p{Ll}\p{Lo}\p{N}]--[\p{LOE}\p{DI}]]/v;
const startsEmoji = /^[\p{ExtPict}\p{RI}]/u;

const aside = /\([^()]*\)|（[^（）]*）|\[[^[\]]*\]/gu;
const title = /^(?:dr|prof|mr|mrs|ms|mx|sir|dame)$/iu;
const suffix = /^(?:jr|sr|ii|iii|iv|phd|md|mba|esq)$/iu;

/** Dots between the parts of a name in Chinese and Japanese; the Catalan l·l is inside a word. */
const nameDot = /[・‧•]|(?<=\p{Script=Han})·/gu;

/**
 * What stands for a name: one or two grapheme clusters, in reading order, or none where nothing in it can be drawn.
 *
 * - Several words: the first letter of the first and of the last, titles, suffixes and asides left out. `Berg, Anna` is
 *   read as `Anna Berg`.
 * - One word: its first letter; where dots, hyphens or underscores divide it, as in handles, that of the first and last part.
 * - One word of two to four Han or Hangul characters: the last two, the given name, as DingTalk, Feishu and Naver show it.
 * - No letters: the first digit, else the first emoji, whole.
 */
export function initialsOf(name: string): string[] {
  const text = name.slice(0, longestName).normalize('NFC').replace(blanks, ' ').replace(unseen, '');
  const outspoken = text.replace(aside, ' ');
  const words = wordsOf(inReadingOrder(outspoken)) ?? wordsOf(text);
  if (words === undefined) return firstEmoji(text);
  const [word = '', another] = words;
  if (another !== undefined) return firstAndLast(words);
  return eastAsianGivenName(word) ?? firstAndLast(wordsOf(word.replace(/[._\p{Pd}]/gu, ' ')) ?? words);
}

/** Whether a cluster is drawn by an emoji font. */
export function isEmoji(cluster: string): boolean {
  return startsEmoji.test(cluster);
}

/** The words that have letters, or failing that digits; undefined when there are neither. */
function wordsOf(text: string): string[] | undefined {
  const words = text
    .replace(nameDot, ' ')
    .split(' ')
    .filter((word) => initialOf(word) !== undefined);
  const spelt = words.filter((word) => /\p{L}/u.test(word));
  const chosen = spelt.length > 0 ? spelt : words;
  const plain = (word: string | undefined) => (word ?? '').replace(/[.,]/g, '');
  while (chosen.length > 2 && title.test(plain(chosen[0]))) chosen.shift();
  while (chosen.length > 2 && suffix.test(plain(chosen.at(-1)))) chosen.pop();
  return chosen.length > 0 ? chosen : undefined;
}

function inReadingOrder(text: string): string {
  const [family = '', given = ''] = text
    .split(/[,،，]/u)
    .filter((part) => !suffix.test(part.replace(/[. ]/g, '')))
    .filter((part) => initialOf(part) !== undefined);
  return `${given} ${family}`;
}

function firstAndLast(words: string[]): string[] {
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.flatMap((word) => initialOf(word ?? '') ?? []);
}

function eastAsianGivenName(word: string): string[] | undefined {
  const clusters = clustersOf(word).filter((cluster) => /^\p{L}/u.test(cluster));
  const wholly = (script: RegExp) => clusters.every((cluster) => script.test(cluster));
  if (clusters.length > 4 || !(wholly(/^\p{Script=Han}/u) || wholly(/^\p{Script=Hangul}/u))) return undefined;
  const given = clusters.slice(-2);
  // 佐々木: the mark that repeats a character means nothing without it.
  return startsInitial.test(given[0] ?? '') ? given.map(bounded) : undefined;
}

function initialOf(word: string): string | undefined {
  for (const { segment } of segmenter.segment(word)) {
    if (startsInitial.test(segment)) return bounded(capital(segment));
  }
  return undefined;
}

/**
 * Capitals where the script has them, by Unicode's own mapping, the same in every locale; `ß` gives `S`, `ﬁ` gives `F`.
 * Georgian stays as it is: its capitals are for whole words, and few fonts have them. Ligatures, full-width and
 * mathematical letters become the plain letter first, which every font has.
 */
function capital(cluster: string): string {
  if (/^\p{Script=Georgian}/u.test(cluster)) return cluster;
  const foldable = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Katakana}\p{Script=Common}]/u;
  const plain = foldable.test(cluster) ? cluster.normalize('NFKC') : cluster;
  return clustersOf(plain.toUpperCase()).find((part) => startsInitial.test(part)) ?? cluster;
}

function firstEmoji(text: string): string[] {
  return clustersOf(text).filter(isEmoji).slice(0, 1).map(cut);
}

/** At most five marks in a row and twelve code points: more than any language stacks, little enough to bound the bytes. */
function bounded(cluster: string): string {
  return cut(cluster.replace(/[\u{e0020}-\u{e007f}]/gu, '').replace(/(\p{M}{5})\p{M}+/gu, '$1'));
}

/** Twelve code points hold the longest emoji, a family of four with skin tones. A joiner left at the end would reach for its neighbour. */
function cut(cluster: string): string {
  return [...cluster]
    .slice(0, 12)
    .join('')
    .replace(/[\u200c\u200d]+$/u, '');
}

function clustersOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
