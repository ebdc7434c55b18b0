/** A picture as raw pixels: rows from the top, four bytes a pixel (red, green, blue, alpha), 8 bit, sRGB, alpha not premultiplied. */
export interface RgbaImage {
  width: number;
  height: number;
  data: Uint8Array;
}
