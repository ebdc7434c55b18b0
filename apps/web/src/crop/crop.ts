import { createSignal } from 'solid-js';
import {
  deepestZoomOf,
  type Frame,
  keepInside,
  moved,
  type Size,
  turnedTo,
  wholeFrame,
  zoomedTo,
  zoomOf,
} from './frame';

const quarter = Math.PI / 2;
const degree = Math.PI / 180;
/** Degrees that the picture can be straightened by, each way; less than half a quarter turn, so that it stays clear which. */
export const mostStraightening = 44;

/** What is being cropped out of a picture, and the ways to change that. All of them keep the frame inside the picture. */
export function createCrop(picture: Size) {
  const [frame, setFrame] = createSignal<Frame>(wholeFrame(picture));
  const quarters = () => Math.round(frame().angle / quarter);
  return {
    picture,
    frame,
    setFrame: (next: Frame) => setFrame(keepInside(picture, next)),
    /** 1 to `deepest`. */
    zoom: () => zoomOf(picture, frame()),
    deepest: deepestZoomOf(picture),
    zoomTo: (zoom: number) => setFrame(zoomedTo(picture, frame(), zoom)),
    /** Shares of the frame's side. */
    move: (right: number, down: number) => setFrame(moved(picture, frame(), right, down)),
    turn: (clockwise: 1 | -1) => setFrame(turnedTo(picture, frame(), frame().angle + clockwise * quarter)),
    /** Degrees from the nearest quarter turn. */
    straightening: () => Math.round((frame().angle - quarters() * quarter) / degree),
    straighten: (degrees: number) => setFrame(turnedTo(picture, frame(), quarters() * quarter + degrees * degree)),
    reset: () => setFrame(wholeFrame(picture)),
  };
}

export type Crop = ReturnType<typeof createCrop>;
