import { pictureUrl } from '@visage/contract/picture-url';

/** Pixels: sharp at 64 on a dense screen, and a step the server keeps. */
const side = 128;

export interface Shown {
  /** Where Visage runs, like `https://pictures.example.org`, without a slash at the end. */
  origin: string;
  /** Without the `@`. */
  handle: string;
  displayName: string;
  /** Empty where the person has described nothing. */
  altText: string;
}

export type SnippetKind = 'link' | 'html' | 'markdown' | 'client';

export interface Snippet {
  kind: SnippetKind;
  text: string;
}

/** What to paste elsewhere so that it always shows someone's current picture. */
export function snippetsFor({ origin, handle, displayName, altText }: Shown): Snippet[] {
  // No version in it: a versioned address may be kept for a year, and what is pasted should follow every change.
  const url = `${origin}${pictureUrl({ handle }, { size: side })}`;
  const alt = altText || displayName;
  return [
    { kind: 'link', text: url },
    { kind: 'html', text: `<img src="${inHtml(url)}" width="${side}" height="${side}" alt="${inHtml(alt)}">` },
    { kind: 'markdown', text: `![${inMarkdown(alt)}](${url})` },
    { kind: 'client', text: clientCode(origin, handle) },
  ];
}

/** Origin and handle hold no quote and no backslash: one comes from a parsed URL, the other fits `handlePattern`. */
function clientCode(origin: string, handle: string): string {
  return [
    `import { createVisageClient } from '@visage/client/visage-client';`,
    '',
    `const visage = createVisageClient({ baseUrl: '${origin}' });`,
    `const { picture } = await visage.profile.get.query({ handle: '${handle}' });`,
    // The API answers paths, so that they fit whichever name Visage is reached by.
    `const src = picture && new URL(picture.url, '${origin}').href;`,
  ].join('\n');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Inside a double-quoted attribute. */
const inHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** CommonMark reads an image's description as text with markup, where a backslash takes a sign's meaning away (§2.4). */
const inMarkdown = (text: string) => text.replace(/[\\`*_~[\]<>&!]/g, '\\$&');
