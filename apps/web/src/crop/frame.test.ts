import { expect, test } from 'bun:test';
import { type Frame, frameOf, keepInside, matrixOf, moved, turnedTo, wholeFrame, zoomedTo, zoomOf } from './frame';

const picture = { width: 4000, height: 3000 };
const stage = { box: 400, frame: 360 };

/** The corners of a frame, in the picture's pixels. */
function cornersOf({ x, y, side, angle }: Frame): [number, number][] {
  const cos = (Math.cos(angle) * side) / 2;
  const sin = (Math.sin(angle) * side) / 2;
  return [
    [x - cos - sin, y + sin - cos],
    [x + cos - sin, y - sin - cos],
    [x + cos + sin, y - sin + cos],
    [x - cos + sin, y + sin + cos],
  ];
}

function close(frame: Frame, to: Frame): void {
  for (const key of ['x', 'y', 'side', 'angle'] as const) expect(frame[key]).toBeCloseTo(to[key], 6);
}

test('the whole frame is the largest square in the middle', () => {
  expect(wholeFrame(picture)).toEqual({ x: 2000, y: 1500, side: 3000, angle: 0 });
});

test('nothing outside the picture is ever in the frame, however far it is moved, zoomed or turned', () => {
  for (const angle of [0, 0.3, -0.7, Math.PI / 2, 2.5, Math.PI]) {
    for (const side of [1, 500, 2900, 90_000]) {
      for (const [x, y] of [
        [-9000, 9000],
        [2000, 1500],
        [3999, 1],
      ] as const) {
        for (const [left, top] of cornersOf(keepInside(picture, { x, y, side, angle }))) {
          expect(left).toBeWithin(-0.001, picture.width + 0.001);
          expect(top).toBeWithin(-0.001, picture.height + 0.001);
        }
      }
    }
  }
});

test('a frame that is inside already stays as it is', () => {
  const frame = { x: 1800, y: 1400, side: 800, angle: 0.4 };
  close(keepInside(picture, frame), frame);
});

test('a small picture can’t be zoomed until nothing is left of it', () => {
  const small = { width: 120, height: 200 };
  expect(zoomedTo(small, wholeFrame(small), 8).side).toBe(96);
  const tiny = { width: 16, height: 16 };
  expect(zoomedTo(tiny, wholeFrame(tiny), 8).side).toBe(16);
});

test('turning keeps the zoom', () => {
  const frame = zoomedTo(picture, wholeFrame(picture), 2);
  expect(zoomOf(picture, turnedTo(picture, frame, Math.PI / 5))).toBeCloseTo(2);
});

test('moving goes the way the viewer sees, turned or not', () => {
  const near = zoomedTo(picture, wholeFrame(picture), 4);
  close(moved(picture, near, 0.1, 0), { ...near, x: near.x - 75 });
  const turned = turnedTo(picture, near, Math.PI / 2);
  close(moved(picture, turned, 0.1, 0), { ...turned, y: turned.y + 75 });
});

test('what the cropper shows and what is kept are the same frame', () => {
  for (const angle of [0, 0.5, -1.2, 3]) {
    const frame = { x: 1700, y: 1600, side: 640, angle };
    close(frameOf(picture, matrixOf(picture, frame, stage), stage), frame);
  }
});

test('the whole frame of a square picture fills the frame on the stage', () => {
  const square = { width: 720, height: 720 };
  expect(matrixOf(square, wholeFrame(square), stage)).toEqual([0.5, 0, -0, 0.5, -160, -160]);
});
