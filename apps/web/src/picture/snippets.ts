import { pictureUrl } from '@visage/contract/picture-url';

/** Pixels: sharp at 64 on a dense screen, and a step the server keeps. */
const side = 128;

export interface Shown {
  /** Where Visage runs, like `https://pictures.example.org`, without a slash at the end. */
  origin: string;
  /** Of the user. */
  id: string;
  /** Without the `@`. */
  handle: string;
  displayName: string;
  /** Empty where the person has described nothing. */
  altText: string;
}

/** `link` reads well and ends when the handle changes; all others hold the id, which never does. */
export type SnippetKind = 'link' | 'lasting' | 'html' | 'markdown' | 'client';

export interface Snippet {
  kind: SnippetKind;
  text: string;
}

/** What to paste elsewhere so that it always shows someone's current picture. */
export function snippetsFor({ origin, id, handle, displayName, altText }: Shown): Snippet[] {
  // No version in them: a versioned address may be kept for a year, and what is pasted should follow every change.
  const url = `${origin}${pictureUrl({ id }, { size: side })}`;
  const alt = altText || displayName;
  return [
    { kind: 'link', text: `${origin}${pictureUrl({ handle }, { size: side })}` },
    { kind: 'lasting', text: url },
    { kind: 'html', text: `<img src="${inHtml(url)}" width="${side}" height="${side}" alt="${inHtml(alt)}">` },
    { kind: 'markdown', text: `![${inMarkdown(alt)}](${url})` },
    { kind: 'client', text: clientCode(origin, id) },
  ];
}

/** Neither holds a quote or a backslash: the origin comes from a parsed URL, and ids are letters and digits. */
function clientCode(origin: string, id: string): string {
  return [
    `import { createVisageClient } from '@visage/client';`,
    '',
    `const visage = createVisageClient({ baseUrl: '${origin}' });`,
    `const { picture } = await visage.profile.get.query({ id: '${id}' });`,
    // The API answers paths, so that they fit whichever name Visage is reached by.
    `const src = picture && new URL(picture.url, '${origin}').href;`,
  ].join('\n');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Inside a double-quoted attribute. */
const inHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** CommonMark reads an image's description as text with markup, where a backslash takes a sign's meaning away (§2.4). */
const inMarkdown = (text: string) => text.replace(/[\\`*_~[\]<>&!]/g, '\\$&');
