import type { CallOptions } from './calls';

/** What `picture.upload` takes, and may be spread into it. */
export interface UploadFile {
  /** Base64, without a `data:` prefix. */
  data: string;
  mimeType: string;
}

/**
 * A picture from wherever a program has it: a `File`, a `Blob` (of Bun and Node too) or a `data:` URL. Throws a `TypeError` for a
 * text that is no data URL. Whether it can be used is for the server to say.
 */
export async function fileToUpload(source: Blob | string, { signal }: CallOptions = {}): Promise<UploadFile> {
  signal?.throwIfAborted();
  const { type, bytes } = typeof source === 'string' ? parseDataUrl(source) : await readBlob(source);
  signal?.throwIfAborted();
  // Files from a disk or a form often come without a type, or with one that says nothing.
  const declared = type.split(';', 1)[0]?.trim() ?? '';
  const isVague = declared === '' || declared === 'application/octet-stream';
  return { data: toBase64(bytes), mimeType: isVague ? kindOf(bytes) : declared };
}

interface Read {
  type: string;
  bytes: Uint8Array;
}

async function readBlob(blob: Blob): Promise<Read> {
  return { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

/** RFC 2397. */
function parseDataUrl(url: string): Read {
  const [, head, body] = /^data:([^,]*),(.*)$/is.exec(url) ?? [];
  if (head === undefined || body === undefined) throw new TypeError('Expected a File, a Blob or a data: URL.');
  const type = head.replace(/;\s*base64\s*$/i, '');
  const text = type === head ? bytesOf(body) : decodeBase64(body);
  return { type, bytes: text };
}

function decodeBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(decodeURIComponent(text)), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new TypeError('The data: URL can’t be decoded.', { cause });
  }
}

/** Percent-encoded bytes, which need not be text. */
function bytesOf(encoded: string): Uint8Array {
  const one = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));
  return Uint8Array.from(encoded.replace(/%([0-9a-f]{2})/gi, one), (character) => character.charCodeAt(0));
}

/** So many at once, or the call has too many arguments. A multiple of three, so that the pieces fit together. */
const piece = 24_576;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + piece)));
  }
  return text;
}

/** First bytes as Latin-1, where the picture's kind can be told by them. */
const kinds: [RegExp, string][] = [
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^\x89PNG/, 'image/png'],
  [/^GIF8/, 'image/gif'],
  [/^RIFF....WEBP/s, 'image/webp'],
  [/^....ftypavi[fs]/s, 'image/avif'],
];

function kindOf(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  return kinds.find(([pattern]) => pattern.test(start))?.[1] ?? 'application/octet-stream';
}
