import type { RefusalCode } from '@visage/contract/errors';
import type { StoredMimeType } from '@visage/contract/picture';
import { bytes } from '../../src/imaging/testing/bytes';
import { corners } from '../../src/imaging/testing/samples';

/** The colours at a fifth and four fifths across and down: top left, top right, bottom left, bottom right; `#rrggbb` or `#rrggbbaa`. */
export type Look = readonly [string, string, string, string];

/** What becomes of an upload that is accepted. */
export interface Kept {
  mimeType: StoredMimeType;
  /** Pixels. */
  width: number;
  height: number;
  /** Unset where there is nothing to see. */
  look?: Look;
  /** How far a channel may be off; colours of CMYK and of wide profiles are matters of taste. */
  tolerance?: number;
}

/** One file of the corpus, and what SPEC section 4 says must become of it. */
export interface CorpusFile {
  name: string;
  /** The `mimeType` sent beside it. */
  declared: string;
  make(): Uint8Array | Promise<Uint8Array>;
  expected: Kept | RefusalCode;
}

type Make = CorpusFile['make'];

export const keeps = (name: string, declared: string, make: Make, expected: Kept): CorpusFile => ({
  name,
  declared,
  make,
  expected,
});

export const refuses = (name: string, declared: string, make: Make, expected: RefusalCode): CorpusFile => ({
  name,
  declared,
  make,
  expected,
});

/** Shows in everything but pixels that a file of the corpus carries, so that it can be looked for in what is served. */
export const planted = 'PLANTED-5c1e';

/** What no served picture may hold: what has been planted, and the marks of the containers it was planted in. */
export const forbidden: readonly Uint8Array[] = [
  ...[planted, 'Exif\0', 'http://ns.adobe.com', 'xpacket', 'Photoshop 3.0', 'ICC_PROFILE', 'iCCP', 'tEXt', 'MPF\0'],
  ...['<?php', '<script', '<html', 'PK\x03\x04', '%PDF', 'ftypmp42'],
].map(bytes);

/** The look of `quarters()`, upright. */
export const upright: Look = [corners.topLeft, corners.topRight, corners.bottomLeft, corners.bottomRight];
