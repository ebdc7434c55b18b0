import { bytes, join, jpegSegment } from '../../src/imaging/testing/bytes';
import { rgb } from '../../src/imaging/testing/samples';
import { type Look, upright } from './entry';
import type { Component } from './jpeg-encoder';

const colours = upright.map(rgb);
const channel = (index: number) => colours.map((colour) => colour[index] ?? 0);
const red = channel(0);
const green = channel(1);
const blue = channel(2);
const mix = (r: number, g: number, b: number, offset: number) =>
  red.map((value, quarter) => r * value + g * (green[quarter] ?? 0) + b * (blue[quarter] ?? 0) + offset);
/** JFIF 1.02: the picture's quarters as luminance and chrominance. */
const luma = mix(0.299, 0.587, 0.114, 0);
const blueness = mix(-0.168_74, -0.331_26, 0.5, 128);
const redness = mix(0.5, -0.418_69, -0.081_31, 128);

/** APP14, whose last byte says how components are coloured: 0 as they are, 1 YCbCr, 2 YCCK. */
export const adobeSegment = (transform: number) =>
  jpegSegment(0xee, join(bytes('Adobe\0\x64\0\0\0\0'), Uint8Array.of(transform)));

const plain = (values: readonly number[]): Component => ({ h: 1, v: 1, values });

/** The quarters in each way that JPEG files hold colours. */
export const greyPlane = plain(luma);
export const rgbPlanes = [red, green, blue].map(plain);
/** Chrominance once for every `h` by `v` of luminance. */
export const yccPlanes = (h = 1, v = 1): Component[] => [{ h, v, values: luma }, plain(blueness), plain(redness)];
/** Ink inverted, 255 being none, as every program that writes CMYK does: the numbers of red, green and blue, and no black. */
export const cmykPlanes = [red, green, blue, [255, 255, 255, 255]].map(plain);
/** The same as luminance and chrominance; YCCK stands for the ink's complement (Adobe TN 5116). */
export const ycckPlanes = [
  luma.map((value) => 255 - value),
  blueness.map((value) => 256 - value),
  redness.map((value) => 256 - value),
  [255, 255, 255, 255],
].map(plain);

const hexOf = (value: number) => Math.round(value).toString(16).padStart(2, '0');
const [topLeft = '', topRight = '', bottomLeft = '', bottomRight = ''] = luma.map(
  (value) => `#${hexOf(value).repeat(3)}`,
);
/** How {@link greyPlane} looks. */
export const greyLook: Look = [topLeft, topRight, bottomLeft, bottomRight];
