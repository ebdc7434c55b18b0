import { expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import { drawInitials } from './initials';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const draw = (name: string, seed = 'seed', size = 64) => drawInitials({ name, seed, size });

/** The text and the attributes of a well-formed document of our small kind; throws for anything else (XML 1.0, section 2). */
function readStrictly(xml: string): { text: string; attributes: string[][] } {
  if (!/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(xml)) throw new Error('not an XML character');
  const unescaped = (escaped: string) => {
    if (/[<>"']|&(?!#\d+;)/.test(escaped)) throw new Error(`not escaped: ${escaped}`);
    return escaped.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  };
  const open: string[] = [];
  const attributes: string[][] = [];
  const roots: string[] = [];
  let text = '';
  let rest = xml;
  while (rest !== '') {
    const token = /^(?:<(\/?)([a-zA-Z]+)((?: [a-zA-Z0-9-]+="[^"<]*")*)(\/?)>|[^<]+)/.exec(rest);
    if (token === null) throw new Error(`malformed at ${rest}`);
    const [whole, closing, tag, attributeText, empty] = token;
    rest = rest.slice(whole.length);
    if (tag === undefined) {
      if (open.length === 0) throw new Error('text outside the root');
      text += unescaped(whole);
    } else if (closing) {
      if (open.pop() !== tag) throw new Error(`</${tag}> closes nothing`);
    } else {
      const found = [...(attributeText ?? '').matchAll(/ ([a-zA-Z0-9-]+)="([^"]*)"/g)];
      const own = found.map(([, key = '', value = '']) => [key, unescaped(value)]);
      if (new Set(own.map(([key]) => key)).size < own.length) throw new Error('an attribute twice');
      attributes.push(...own);
      if (open.length === 0) roots.push(tag);
      if (!empty) open.push(tag);
    }
  }
  if (open.length > 0 || roots.join() !== 'svg') throw new Error('not one whole svg');
  return { text, attributes };
}

const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
const attribute = (svg: string, name: string) => readStrictly(svg).attributes.find(([key]) => key === name)?.[1];

const fonts = 'system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Noto Sans,Arial,sans-serif';

test('the bytes of a drawing are these, until someone means to change them', () => {
  expect(draw('Jean-Luc Picard', '1', 64)).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 100 100" role="img" aria-label="JP">' +
      '<linearGradient id="visage-9c55b7" x2="1" y2="1"><stop stop-color="#9c55b7"/><stop offset="1" stop-color="#8e3489"/></linearGradient>' +
      '<path fill="url(#visage-9c55b7)" d="M0 0h100v100H0z"/>' +
      `<text x="50" y="64" fill="#fff" font-family="${fonts}" font-size="40" font-weight="600" text-anchor="middle">JP</text></svg>`,
  );
  expect(draw('محمد علي', '2', 128)).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 100 100" role="img" aria-label="م\u200cع">' +
      '<linearGradient id="visage-6665d7" x2="1" y2="1"><stop stop-color="#6665d7"/><stop offset="1" stop-color="#6541b1"/></linearGradient>' +
      '<path fill="url(#visage-6665d7)" d="M0 0h100v100H0z"/>' +
      `<text x="50" y="59" fill="#fff" font-family="${fonts}" font-size="40" font-weight="600" text-anchor="middle" direction="rtl">م\u200cع</text></svg>`,
  );
  expect(draw('…', '3', 2048)).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="2048" height="2048" viewBox="0 0 100 100" role="img" aria-label="?">' +
      '<linearGradient id="visage-c14480" x2="1" y2="1"><stop stop-color="#c14480"/><stop offset="1" stop-color="#a8224d"/></linearGradient>' +
      '<path fill="url(#visage-c14480)" d="M0 0h100v100H0z"/>' +
      '<path fill="#fff" fill-opacity=".92" d="M50 20a18.5 20 0 0 1 0 40a18.5 20 0 0 1 0-40zM12 104c0-24 16-38 38-38s38 14 38 38z"/></svg>',
  );
});

test('every process draws the same bytes, whatever its locale', () => {
  const names = ['Jean-Luc Picard', 'istanbul ılık', '王小明', 'محمد علي', 'क्षितिज', '👩🏽‍🚀', '…'];
  const program = `import { drawInitials } from ${JSON.stringify(`${import.meta.dir}/initials.ts`)};
    for (const name of ${JSON.stringify(names)}) console.log(drawInitials({ name, seed: name, size: 64 }));`;
  const here = names.map((name) => draw(name, name)).join('\n');
  for (const locale of ['C', 'tr_TR.UTF-8', 'ar_EG.UTF-8']) {
    const env = { ...process.env, LANG: locale, LC_ALL: locale };
    const { stdout } = Bun.spawnSync([process.execPath, '-e', program], { env });
    expect(stdout.toString().trim()).toBe(here);
  }
});

test('size changes the width and the height alone', () => {
  const at = (size: number) => draw('Anna Berg', 'seed', size);
  expect(at(24)).toContain(' width="24" height="24" viewBox="0 0 100 100"');
  expect(at(2048).replaceAll('"2048"', '"24"')).toBe(at(24));
});

test('the seed decides the colours and nothing else, the name all but the colours', () => {
  const uncoloured = (svg: string) => svg.replace(/#?[0-9a-f]{6}/g, '');
  expect(draw('Anna Berg', '1')).not.toBe(draw('Anna Berg', '2'));
  expect(uncoloured(draw('Anna Berg', '1'))).toBe(uncoloured(draw('Anna Berg', '2')));
  expect(draw('Anna Berg', '1').match(/#[0-9a-f]{6}/g)).toEqual(draw('王小明', '1').match(/#[0-9a-f]{6}/g));
});

test.each(['<script>alert(1)</script> & "co"', "]]>' onload='x", '&lt;b&gt;', '<!-- x', '\u202e<\u0000&'])(
  'markup in a name is never markup in the drawing: %j',
  (name) => {
    const { text, attributes } = readStrictly(draw(name));
    expect(text).toMatch(/^\p{Lu}{0,2}$/u);
    expect(attributes.map(([key]) => key)).not.toContain('onload');
  },
);

test('nothing in a drawing is fetched, styled or run', () => {
  for (const name of ['Anna Berg', '…', '🚀', 'محمد علي']) {
    const svg = draw(name);
    expect(svg).not.toMatch(
      /<(?:script|style|image|use|foreignObject|a)\b|href|@import|url\((?!#visage-[0-9a-f]{6}\))/,
    );
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  }
});

test('two letters of a script that joins stand apart, and still count as two', () => {
  const { text } = readStrictly(draw('محمد علي'));
  expect(text).toBe('م\u200cع');
  expect(Array.from(clusters.segment(text))).toHaveLength(2);
  expect(readStrictly(draw('דוד לוי')).text).toBe('דל');
});

test('a name that starts from the right runs from the right', () => {
  expect(attribute(draw('كريم John'), 'direction')).toBe('rtl');
  expect(attribute(draw('דוד'), 'direction')).toBe('rtl');
  expect(attribute(draw('John كريم'), 'direction')).toBeUndefined();
});

test('letters are as large as the circle has room for: one, two, wide ones, stacked ones', () => {
  const size = (name: string) => Number(attribute(draw(name), 'font-size'));
  expect(size('Anna')).toBe(50);
  expect(size('Anna Berg')).toBe(40);
  expect(size('王小明')).toBe(39);
  expect(size('🚀')).toBe(50);
  expect(size('श्री त्रिपाठी')).toBeLessThan(36);
  expect(size(`z${'\u0335'.repeat(900)}`)).toBeLessThan(30);
});

test('a name with nothing to draw is head and shoulders, without text', () => {
  const svg = draw(' … ');
  expect(readStrictly(svg).text).toBe('');
  expect(svg).not.toContain('<text');
  expect(attribute(svg, 'aria-label')).toBe('?');
});

/** Whole Unicode, lone surrogates, and what has broken text before. */
const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        ...'a,ß,م,ש,क,्,ि,ไ,ำ,王,김,ᄀ,👩,🏽,🇳,🏴,\u200d,\u200c,\ufe0f,\u20e3,1,\u0301,\u0335,\u{e0067},\u{e007f},\u202e,\u2067,\ud83d,\udc69,\u0000,\u0600,\u{110bd}, ,.,-,<,>,&,",\',(,),，,·,_'.split(
          ',',
        ),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 2000 }))
    .map(([unit, times]) => unit.repeat(times)),
);

test('any name at all gives a well-formed drawing of at most two clusters, under 2 kB, that cannot reorder text', () => {
  const forbidden = /[\p{Cc}\p{Cs}\p{Co}\p{Bidi_Control}\p{Noncharacter_Code_Point}\p{Z}\ufeff\u00ad\u200b]/u;
  fc.assert(
    fc.property(anyName, fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 2048 }), (name, seed, size) => {
      const svg = drawInitials({ name, seed, size });
      const { text } = readStrictly(svg);
      expect(text).not.toMatch(forbidden);
      expect(text).not.toMatch(/[\u200c\u200d]$/);
      expect(Array.from(clusters.segment(text)).length).toBeLessThanOrEqual(2);
      expect(svg.isWellFormed()).toBe(true);
      expect(Buffer.byteLength(svg)).toBeLessThan(2000);
      expect(svg).toContain(text === '' ? 'aria-label="?"' : '</text>');
      expect(Number(attribute(svg, 'font-size') ?? 50)).toBeGreaterThanOrEqual(8);
      expect(drawInitials({ name, seed, size })).toBe(svg);
    }),
    { numRuns: 2000 },
  );
});

test('a drawing of someone is under 700 bytes', () => {
  expect(Buffer.byteLength(draw('Jean-Luc Picard', 'seed', 2048))).toBeLessThan(700);
});
