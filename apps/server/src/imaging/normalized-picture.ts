import type { StoredMimeType } from '@visage/contract/picture';

/** A picture as it is stored: upright, sRGB, one frame, no metadata, at most 2048 pixels a side. */
export interface NormalizedPicture {
  mimeType: StoredMimeType;
  data: Uint8Array<ArrayBuffer>;
  /** Pixels. */
  width: number;
  height: number;
  /** Base64. */
  thumbhash: string;
}
