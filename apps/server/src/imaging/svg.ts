/** How far into a file the `<svg` tag is looked for. Comments before it are rarely longer. */
const searchedBytes = 65_536;

/** What XML allows before its root element: space, declaration, comments, document type (XML 1.0 section 2.8). */
const prolog = [
  { opens: '<?', closes: '?>' },
  { opens: '<!--', closes: '-->' },
] as const;

/** Whether a file is an SVG document, in UTF-8 or UTF-16, with or without a byte order mark. Linear in {@link searchedBytes}. */
export function looksLikeSvg(file: Uint8Array): boolean {
  const text = textOf(file.subarray(0, searchedBytes));
  if (text === undefined) return false;
  let at = skipSpace(text, 0);
  let doctypes = 0;
  while (text[at] === '<') {
    const part = prolog.find(({ opens }) => text.startsWith(opens, at));
    let end: number;
    if (part) {
      const closed = text.indexOf(part.closes, at + part.opens.length);
      end = closed < 0 ? -1 : closed + part.closes.length;
    } else if (text.startsWith('<!', at)) {
      // A document has one. Looking for the ends of thousands would be quadratic.
      if (++doctypes > 1) return false;
      end = endOfDoctype(text, at);
      // The document type names the root, also where its end is past what is searched.
      if (/^<!doctype\s+(?:[\w-]+:)?svg\b/i.test(text.slice(at, at + 64))) return true;
    } else {
      return /^<(?:[\w-]{1,40}:)?svg[\s/>]/i.test(text.slice(at, at + 64));
    }
    if (end < 0) return false;
    at = skipSpace(text, end);
  }
  return false;
}

/** Text, if the first character could be that of a markup file. */
function textOf(bytes: Uint8Array): string | undefined {
  const [first = -1, second = -1] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (isMarkupStart(first) && second === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0 && isMarkupStart(second)) return new TextDecoder('utf-16be').decode(bytes);
  if (isMarkupStart(first) || first === 0xef) return new TextDecoder().decode(bytes);
  return undefined;
}

const isMarkupStart = (byte: number) => byte === 0x3c || isSpace(byte);
const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d);

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at)) || text.charCodeAt(at) === 0xfeff) at++;
  return at;
}

/** After `<!DOCTYPE …>`, whose brackets may hold declarations with `>` of their own; -1 where it does not end. */
function endOfDoctype(text: string, from: number): number {
  const close = text.indexOf('>', from);
  const bracket = text.indexOf('[', from);
  if (bracket < 0 || close < bracket) return close < 0 ? -1 : close + 1;
  const closed = text.indexOf(']', bracket);
  const end = closed < 0 ? -1 : text.indexOf('>', closed);
  return end < 0 ? -1 : end + 1;
}
