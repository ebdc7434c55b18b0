import { avifBombs } from './avif-bombs';
import { avifs } from './avif-files';
import { bombs } from './bombs';
import { claims } from './claims';
import { corrupted, truncated } from './damaged';
import { declaredTypes } from './declared';
import type { CorpusFile } from './entry';
import { gifs } from './gif-files';
import { codedJpegs } from './jpeg-files';
import { jpegsWithMetadata, jpegsWithTails } from './jpeg-photos';
import { codedPngs, pngsWithChunks, pngsWithMore } from './png-files';
import { polyglots } from './polyglots';
import { namedStrangers, unknownStrangers } from './strangers';
import { webps } from './webp-files';

/** Every file, by what it is about. */
export const corpus: Record<string, readonly CorpusFile[]> = {
  JPEG: [...codedJpegs, ...jpegsWithMetadata, ...jpegsWithTails],
  PNG: [...codedPngs, ...pngsWithChunks, ...pngsWithMore],
  WebP: webps,
  GIF: gifs,
  AVIF: avifs,
  'the type declared': declaredTypes,
  'what is two things at once': polyglots,
  'what is known and not taken': namedStrangers,
  'what is no picture': unknownStrangers,
  'what is cut short': truncated,
  'what is damaged': corrupted,
  'what says that it is huge': claims,
  'what would cost much': [...bombs, ...avifBombs],
};
