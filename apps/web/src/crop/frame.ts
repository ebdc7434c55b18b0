/** Pixels of a picture, upright. */
export interface Size {
  width: number;
  height: number;
}

/** The square of a picture that is kept: its middle and its side in the picture's pixels, and how far the picture is turned. */
export interface Frame {
  x: number;
  y: number;
  side: number;
  /** Radians, clockwise. */
  angle: number;
}

/** Nobody recognises themselves in fewer pixels, where the picture has more. */
const fewestPixels = 96;
const deepestZoom = 8;

/** How much wider than the frame the upright box around it is, once it is turned. */
const spread = (angle: number) => Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle));

/** The largest square, in the middle, with the picture upright. */
export function wholeFrame(picture: Size): Frame {
  return { x: picture.width / 2, y: picture.height / 2, side: Math.min(picture.width, picture.height), angle: 0 };
}

/** The nearest frame with nothing but picture in it. */
export function keepInside(picture: Size, { x, y, side, angle }: Frame): Frame {
  const largest = largestSide(picture, angle);
  const kept = clamp(side, Math.min(largest, Math.max(largest / deepestZoom, fewestPixels)), largest);
  const reach = (kept * spread(angle)) / 2;
  return {
    x: clamp(x, reach, picture.width - reach),
    y: clamp(y, reach, picture.height - reach),
    side: kept,
    angle,
  };
}

/** 1 where as much as possible is in the frame. */
export function zoomOf(picture: Size, { side, angle }: Frame): number {
  return largestSide(picture, angle) / side;
}

export function deepestZoomOf(picture: Size): number {
  const largest = Math.min(picture.width, picture.height);
  return Math.max(1, Math.min(deepestZoom, largest / fewestPixels));
}

export function zoomedTo(picture: Size, frame: Frame, zoom: number): Frame {
  return keepInside(picture, { ...frame, side: largestSide(picture, frame.angle) / zoom });
}

/** The picture turned under the frame, as near as before. */
export function turnedTo(picture: Size, frame: Frame, angle: number): Frame {
  const zoom = zoomOf(picture, frame);
  return keepInside(picture, { ...frame, angle, side: largestSide(picture, angle) / zoom });
}

/** The picture moved under the frame; `right` and `down`, as the viewer sees them, are shares of the frame's side. */
export function moved(picture: Size, frame: Frame, right: number, down: number): Frame {
  const [dx, dy] = turn(right * frame.side, down * frame.side, -frame.angle);
  return keepInside(picture, { ...frame, x: frame.x - dx, y: frame.y - dy });
}

/** The same frame on a copy of the picture that is `ratio` times as wide. */
export function scaled({ x, y, side, angle }: Frame, ratio: number): Frame {
  return { x: x * ratio, y: y * ratio, side: side * ratio, angle };
}

/** Where a picture is shown: a square box, and in its middle the frame, both in CSS pixels. */
export interface Stage {
  box: number;
  frame: number;
}

/** A CSS matrix whose origin is the middle of the picture, as the cropper has it. */
export type Matrix = [number, number, number, number, number, number];

/** Puts the framed part of the picture under the frame on the stage. */
export function matrixOf({ width, height }: Size, { x, y, side, angle }: Frame, stage: Stage): Matrix {
  const scale = stage.frame / side;
  const [right, down] = turn((width / 2 - x) * scale, (height / 2 - y) * scale, angle);
  const cos = scale * Math.cos(angle);
  const sin = scale * Math.sin(angle);
  return [cos, sin, -sin, cos, right + (stage.box - width) / 2, down + (stage.box - height) / 2];
}

/** What is under the frame on the stage; the inverse of `matrixOf`. */
export function frameOf({ width, height }: Size, [cos, sin, , , e, f]: Matrix, stage: Stage): Frame {
  const scale = Math.hypot(cos, sin);
  const angle = Math.atan2(sin, cos);
  const [right, down] = turn(e - (stage.box - width) / 2, f - (stage.box - height) / 2, -angle);
  return { x: width / 2 - right / scale, y: height / 2 - down / scale, side: stage.frame / scale, angle };
}

function largestSide({ width, height }: Size, angle: number): number {
  return Math.min(width, height) / spread(angle);
}

function turn(x: number, y: number, angle: number): [number, number] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return [x * cos - y * sin, x * sin + y * cos];
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
