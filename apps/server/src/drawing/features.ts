import type { Canvas } from './canvas';
import { type Colour, lightness, mix } from './colour';
import { ellipse, mirrored, path, turned, twice, united } from './outline';
import type { Sitter } from './sitter';

const eyeX = 42.3;
const eyeY = 47.4;
const ink: Colour = 0x2a1c1c;

export function drawFeatures(canvas: Canvas, sitter: Sitter): void {
  drawMark(canvas, sitter);
  drawBrows(canvas, sitter);
  drawEyes(canvas, sitter);
  drawNose(canvas, sitter);
  drawMouth(canvas, sitter);
}

function drawBrows(canvas: Canvas, { traits, skin, hair }: Sitter): void {
  const curves = {
    soft: path(`M ${eyeX - 4.4} 41.6 C ${eyeX - 2} 39.6 ${eyeX + 2} 39.6 ${eyeX + 4} 41`),
    arched: path(`M ${eyeX - 4.8} 41.4 C ${eyeX - 3} 38.2 ${eyeX + 1} 38.6 ${eyeX + 4} 40.8`),
    straight: path(`M ${eyeX - 4.6} 40.8 C ${eyeX - 2} 40 ${eyeX + 2} 40 ${eyeX + 4.2} 40.8`),
    bushy: path(`M ${eyeX - 4.6} 41.2 C ${eyeX - 2} 39.2 ${eyeX + 2} 39.4 ${eyeX + 4.4} 40.8`),
  };
  const widths = { soft: 1.3, arched: 1.1, straight: 1.5, bushy: 2.1 };
  // Fair brows would vanish on fair skin, black ones on the darkest: lean on the skin's own line colour.
  const close = Math.abs(lightness(hair.base) - lightness(skin.base)) < 0.2;
  const colour = close
    ? mix(hair.base, lightness(skin.base) < 0.35 ? 0x140a0a : skin.line, 0.6)
    : mix(hair.base, skin.line, 0.2);
  canvas.stroke(twice(curves[traits.brows]), widths[traits.brows], colour);
}

function drawEyes(canvas: Canvas, { traits, skin }: Sitter): void {
  const dark = lightness(skin.base) < 0.4 ? 0x1a1010 : ink;
  const arc = path(
    `M ${eyeX - 3} ${eyeY + 0.9} C ${eyeX - 1.6} ${eyeY - 1.9} ${eyeX + 1.6} ${eyeY - 1.9} ${eyeX + 3} ${eyeY + 0.9}`,
  );
  if (traits.eyes === 'smiling') {
    canvas.stroke(twice(arc), 1.25, dark);
    return;
  }
  const winking = traits.eyes === 'winking';
  const eye = ellipse(eyeX, eyeY - 0.1, 2.05, 2.5);
  const glint = ellipse(eyeX - 0.6, eyeY - 0.9, 0.62);
  const white = path(
    `M ${eyeX - 3.9} ${eyeY + 0.3} C ${eyeX - 2.4} ${eyeY - 3.1} ${eyeX + 2} ${eyeY - 3.2} ${eyeX + 3.6} ${eyeY + 0.1} C ${eyeX + 2} ${eyeY + 2.9} ${eyeX - 2.2} ${eyeY + 2.9} ${eyeX - 3.9} ${eyeY + 0.3} Z`,
  );
  canvas.fill(winking ? white : twice(white), 0xfffaf5, { alpha: 0.9 });
  canvas.fill(winking ? eye : twice(eye), dark);
  canvas.fill(winking ? glint : united(glint, ellipse(100 - eyeX - 0.6, eyeY - 0.9, 0.62)), 0xffffff, { alpha: 0.92 });
  if (winking) canvas.stroke(mirrored(arc), 1.25, dark);
  if (traits.eyes === 'lashes') {
    const lid = path(
      `M ${eyeX + 2.2} ${eyeY - 1.5} C ${eyeX + 0.8} ${eyeY - 3.3} ${eyeX - 2} ${eyeY - 3} ${eyeX - 3} ${eyeY - 0.4} L ${eyeX - 4.3} ${eyeY - 1.6} ` +
        `M ${eyeX - 2.4} ${eyeY - 1.6} L ${eyeX - 3.5} ${eyeY - 2.9}`,
    );
    canvas.stroke(twice(lid), 0.8, dark);
  }
}

function drawNose(canvas: Canvas, { traits, skin }: Sitter): void {
  const curves = {
    button: path('M 48.2 54.2 C 48.8 55.6 51.2 55.6 51.8 54.2'),
    soft: path('M 47.6 53.6 C 47.2 55.6 49 56 50 55.8 C 51 56 52.8 55.6 52.4 53.6'),
    straight: path('M 50.8 46.5 C 51 50 53.4 53 52.8 54.6 C 52.4 55.6 50.6 55.7 49.2 55.3'),
    wide: path('M 46.6 53.2 C 45.8 55.6 48.2 56 50 55.8 C 51.8 56 54.2 55.6 53.4 53.2'),
  };
  canvas.stroke(curves[traits.nose], 0.95, skin.line, { alpha: 0.75 });
}

function drawMouth(canvas: Canvas, { traits, skin }: Sitter): void {
  const line = mix(skin.lips, 0x2a060c, lightness(skin.base) < 0.42 ? 0.62 : 0.45);
  if (traits.mouth === 'grin') {
    const open = path('M 42.6 59.4 C 46 60.7 54 60.7 57.4 59.4 C 57 66.6 43 66.6 42.6 59.4 Z');
    const within = canvas.cover(open);
    canvas.fill(open, 0x6e1f2a);
    canvas.fill(ellipse(50, 66, 4.6, 2.4), 0xd9656b, { within });
    canvas.fill(path('M 42 58 L 58 58 L 58 60.9 C 54 62.3 46 62.3 42 60.9 Z'), 0xfffaf4, { within });
    return;
  }
  if (traits.mouth === 'lips') {
    canvas.fill(
      path('M 43.4 59.7 C 46 59.3 48.4 58.6 50 59.5 C 51.6 58.6 54 59.3 56.6 59.7 C 54.2 65.8 45.8 65.8 43.4 59.7 Z'),
      skin.lips,
    );
    canvas.stroke(path('M 43.2 59.5 C 46.4 62.4 53.6 62.4 56.8 59.5'), 0.7, line);
    return;
  }
  const curves = {
    smile: path('M 43.2 59.6 C 45.6 64 54.4 64 56.8 59.6'),
    gentle: path('M 45 60.9 C 47 62.7 53 62.7 55 60.9'),
    aslant: path('M 44.6 61.4 C 48 63.4 54 62.6 56.4 59.2'),
  };
  canvas.stroke(curves[traits.mouth], 1.25, line);
}

function drawMark(canvas: Canvas, { traits, skin, right, left }: Sitter): void {
  if (traits.mark === 'freckles') {
    const spots = [
      [39, 53.2],
      [41.4, 54.6],
      [43.8, 53.4],
      [38.6, 56],
      [42.6, 56.8],
      [46.6, 52.2],
    ] as const;
    canvas.fill(twice(united(...spots.map(([x, y]) => ellipse(x, y, 0.5)))), skin.line, { alpha: 0.55 });
  }
  if (traits.mark === 'beautySpot') canvas.fill(ellipse(58.6, 57.8, 0.75), skin.line);
  if (traits.mark === 'bindi') canvas.fill(ellipse(50, 38.6, 1.25), 0xb3213c);
  if (traits.mark === 'laughLines') {
    const fold = path('M 43.6 55.4 C 41.6 56.8 40.6 58.6 40.6 60.6');
    const corner = united(
      path(`M ${left + 3.4} 46 L ${left + 1.6} 45.2`),
      path(`M ${left + 3.3} 47.7 L ${left + 1.3} 48.2`),
    );
    canvas.stroke(twice(united(fold, corner)), 0.7, skin.line, { alpha: 0.5 });
    canvas.stroke(path('M 44.5 34.6 C 48 33.8 52 33.8 55.5 34.6'), 0.7, skin.line, { alpha: 0.28 });
  }
  if (traits.mark === 'hearingAid') {
    canvas.fill(turned(ellipse(right + 2.6, 44.6, 1.7, 3.6), 0.15, [right + 2.6, 44.6]), 0x5d7f9e);
    canvas.stroke(
      path(`M ${right + 2} 47.8 C ${right + 1.4} 50 ${right + 0.4} 50.4 ${right - 0.2} 49.2`),
      0.7,
      0xdfe8f0,
    );
  }
}
