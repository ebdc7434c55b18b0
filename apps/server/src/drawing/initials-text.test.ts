import { expect, test } from 'bun:test';
import { initialsOf } from './initials-text';

const initials = (name: string) => initialsOf(name).join(' ');

test.each([
  ['Jean-Luc Picard', 'J P'],
  ['  anna   berg ', 'A B'],
  ['Vincent van Gogh', 'V G'],
  ['van der Berg', 'V B'],
  ['Leonardo da Vinci', 'L V'],
  ['Gabriel García Márquez', 'G M'],
  ['Nguyễn Văn Ớt', 'N Ớ'],
  ['J.R.R. Tolkien', 'J T'],
  ['“Annie” O’Brien', 'A O'],
  ['Anna (Annie) Berg (she/her)', 'A B'],
  ['Anna 🚀 Berg 2', 'A B'],
  ['42nd Street', '4 S'],
  ['ʻIolani Kealoha', 'I K'],
])('of several words, the first letters of the first and the last stand: %p gives %p', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test.each([
  ['Berg, Anna', 'A B'],
  ['van der Berg, Anna', 'A B'],
  ['حسن، جمال', 'ج ح'],
  ['Anna Berg, PhD', 'A B'],
  ['Berg, Anna, Ph.D.', 'A B'],
  ['Martin Luther King, Jr.', 'M K'],
  ['Martin Luther King Jr.', 'M K'],
  ['Prof. Dr. Anna Berg', 'A B'],
  ['Dr. Dre', 'D D'],
  ['Madonna,', 'M'],
  ['Ph.D.', 'P D'],
])('a family name before a comma comes last, and titles and suffixes are left out: %p gives %p', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test.each([
  ['Madonna', 'M'],
  ['(anna)', 'A'],
  ['Jean-Luc', 'J L'],
  ['jane.doe', 'J D'],
  ['@jane_doe', 'J D'],
  ['agent-47', 'A'],
  ['1984', '1'],
  ['٣٤', '٣'],
  ['Gal·la', 'G'],
])('of one word, the first letter, and the last part’s where it has parts: %p gives %p', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test.each([
  ['ß', 'S'],
  ['ﬁona', 'F'],
  ['ŉ', 'N'],
  ['ǆ', 'D'],
  ['i', 'I'],
  ['ёлка', 'Ё'],
  ['άννα', 'Ά'],
  ['ᾳ', 'Α'],
  ['გიორგი', 'გ'],
  ['𝓙𝓸𝓱𝓷 Ｄｏｅ', 'J D'],
  ['ﷺ', 'ص'],
  ['ｶﾅ', 'カ'],
])('a letter is shown as one capital that every font has: %p gives %p', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test.each([
  ['王', '王'],
  ['王伟', '王 伟'],
  ['王小明', '小 明'],
  ['欧阳娜娜', '娜 娜'],
  ['王小明🚀', '小 明'],
  ['北京大学出版社', '北'],
  ['佐々木', '佐'],
  ['山田 太郎', '山 太'],
  ['约翰·史密斯', '约 史'],
  ['김민수', '민 수'],
  ['김민수'.normalize('NFD'), '민 수'],
  ['さくら', 'さ'],
  ['ジョン・スミス', 'ジ ス'],
])('a short name in Han or Hangul without spaces shows the given name: %p gives %p', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test.each([
  ['محمد علي', 'م ع'],
  ['דוד לוי', 'ד ל'],
  ['नरेन्द्र मोदी', 'न मो'],
  ['श्री', 'श्री'],
  ['กำธร', 'กำ'],
  ['ไพศาล เปรม', 'พ ป'],
  ['தமிழ்', 'த'],
])(
  'a letter keeps its vowel signs, and a vowel written before its consonant is none: %p gives %p',
  (name, expected) => {
    expect(initials(name)).toBe(expected);
  },
);

test.each([
  ['😀😀', '😀'],
  ['— 👩🏽‍🚀!', '👩🏽‍🚀'],
  ['👨🏻‍👩🏻‍👧🏻‍👦🏻', '👨🏻‍👩🏻‍👧🏻‍👦🏻'],
  ['🇳🇱🇧🇪', '🇳🇱'],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['❤️', '❤️'],
  ['🚀 Anna', 'A'],
])('an emoji stands, whole, only where there is no letter: %p gives %p', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test.each([
  '',
  ' \t\n',
  '…',
  '<>&"\'',
  '\u0000\u001b\u0085',
  '\ud800',
  '\udc00x'.slice(0, 1),
  '\u202e\u2066\u200f',
  '\ufffe\u{10ffff}',
  '\u3164\u115f\u2800',
  '\u0301\u0301',
  '\u200d',
  '\ue000',
])('a name with nothing to draw has no initials: %j', (name) => {
  expect(initialsOf(name)).toEqual([]);
});

test('bidi controls, lone surrogates and invisible characters are passed over inside a name', () => {
  expect(initials('\u202eAnna\u2069 \ud83d\ufeff\u200bBerg\u0000')).toBe('A B');
});

test('composed and decomposed spellings of a name give the same initials', () => {
  expect(initialsOf('Émile Ångström'.normalize('NFD'))).toEqual(['É', 'Å']);
});

test('a letter under a thousand marks is cut to five, and never ends in a joiner', () => {
  expect(initialsOf(`z${'\u0335'.repeat(900)}`)).toEqual([`Z${'\u0335'.repeat(5)}`]);
  expect(initialsOf(`क${'्क'.repeat(300)}`)).toEqual([`क${'्क'.repeat(5)}्`]);
  expect(initialsOf(`${'👩\u200d'.repeat(300)}`)).toEqual([`${'👩\u200d'.repeat(5)}👩`]);
  expect(initialsOf('a\u200d b\u{e0041}\u200c')).toEqual(['A', 'B']);
});
