import { expect, test } from 'bun:test';
import { type Shown, type SnippetKind, snippetsFor } from './snippets';

const ada: Shown = {
  origin: 'https://pictures.example.org',
  handle: 'ada_m-1',
  displayName: 'Ada Marlowe',
  altText: '',
};

const snippet = (kind: SnippetKind, changes: Partial<Shown> = {}) =>
  snippetsFor({ ...ada, ...changes }).find((each) => each.kind === kind)?.text;

test('the link is absolute, names size and format, and no version, so that it follows every change', () => {
  expect(snippet('link')).toBe('https://pictures.example.org/profile/@ada_m-1/picture?size=128&format=webp');
});

test('the image says its size and who it shows', () => {
  expect(snippet('html')).toBe(
    '<img src="https://pictures.example.org/profile/@ada_m-1/picture?size=128&amp;format=webp" width="128" height="128" alt="Ada Marlowe">',
  );
});

test('a description of the picture comes before the name', () => {
  expect(snippet('html', { altText: 'Ada laughing' })).toEndWith(' alt="Ada laughing">');
  expect(snippet('markdown', { altText: 'Ada laughing' })).toStartWith('![Ada laughing](');
});

test('no description ends the attribute it stands in', () => {
  expect(snippet('html', { altText: '"><script>&amp;' })).toEndWith(' alt="&quot;&gt;&lt;script&gt;&amp;amp;">');
});

test('no description ends or marks up the Markdown it stands in', () => {
  expect(snippet('markdown')).toBe(
    '![Ada Marlowe](https://pictures.example.org/profile/@ada_m-1/picture?size=128&format=webp)',
  );
  expect(snippet('markdown', { altText: 'a](x) *b* <c> &d; \\' })).toStartWith(
    '![a\\](x) \\*b\\* \\<c\\> \\&d; \\\\](https:',
  );
});

test('the code for the typed client is TypeScript that asks this Visage for this person', () => {
  const code = snippet('client') ?? '';
  expect(() => new Bun.Transpiler({ loader: 'ts' }).transformSync(code)).not.toThrow();
  expect(code).toContain("createVisageClient({ baseUrl: 'https://pictures.example.org' })");
  expect(code).toContain("profile.get.query({ handle: 'ada_m-1' })");
});

test('what the code imports is there', async () => {
  const [, name = '', from = ''] = /^import \{ (\w+) \} from '(.+)';/.exec(snippet('client') ?? '') ?? [];
  expect(await import(from)).toHaveProperty(name);
});
