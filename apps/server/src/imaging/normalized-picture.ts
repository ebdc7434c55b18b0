import type { StoredMimeType } from '@visage/contract/picture';
import type { Summary } from './summary';

/** A picture as it is stored: upright, sRGB, one frame, no metadata, at most 2048 pixels a side. */
export interface NormalizedPicture extends Summary {
  mimeType: StoredMimeType;
  data: Uint8Array<ArrayBuffer>;
  /** Pixels. */
  width: number;
  height: number;
  /** Whether any of it is transparent. */
  hasAlpha: boolean;
}
