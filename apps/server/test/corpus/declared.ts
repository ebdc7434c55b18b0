import { quarters } from '../../src/imaging/testing/samples';
import { type CorpusFile, type Kept, keeps, refuses } from './entry';

const kinds = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const;
const strange = [
  '',
  ' ',
  'jpeg',
  'image',
  'image/',
  'image/*',
  '*/*',
  'application/octet-stream',
  'image/svg+xml',
  'image/heic',
  'text/html',
  'image/x-png',
  'image/pjpeg',
  'image/apng',
  '\0',
  'image/jpeg\0',
  'image/png, image/jpeg',
  '🦊',
  '../../etc/passwd',
  'x'.repeat(100_000),
  '__proto__',
  'constructor',
];

const fileOf = (kind: (typeof kinds)[number]) => () => quarters().toFormat(kind).toBuffer();
const keptAs = (kind: (typeof kinds)[number]): Kept => ({
  mimeType: kind === 'gif' ? 'image/png' : `image/${kind}`,
  width: 64,
  height: 48,
});

/** What is said of a file beside what it is. */
export const declaredTypes: CorpusFile[] = [
  ...kinds.flatMap((kind) =>
    kinds
      .filter((other) => other !== kind)
      .map((other) => refuses(`${kind}, called image/${other}`, `image/${other}`, fileOf(kind), 'mime_mismatch')),
  ),
  ...strange.map((declared) =>
    refuses(`png, called ${JSON.stringify(declared).slice(0, 40)}`, declared, fileOf('png'), 'mime_mismatch'),
  ),
  ...kinds.flatMap((kind) => [
    keeps(`${kind}, called so in capitals`, `IMAGE/${kind.toUpperCase()}`, fileOf(kind), keptAs(kind)),
    keeps(`${kind}, called so with a parameter`, ` image/${kind} ; name="a;b"`, fileOf(kind), keptAs(kind)),
  ]),
  keeps('jpeg, called image/jpg', 'image/JPG', fileOf('jpeg'), keptAs('jpeg')),
];
