import { expect, test } from 'bun:test';

const css = await Bun.file(new URL('app.css', import.meta.url)).text();

const grounds = ['canvas', 'surface', 'sunken', 'hover', 'tint'] as const;

/** Which words stand on which ground, anywhere in the app; 4.5:1 (WCAG 1.4.3). */
const text: Record<string, readonly string[]> = {
  ink: [...grounds, 'danger-tint'],
  soft: [...grounds, 'danger-tint'],
  accent: grounds,
  'accent-strong': grounds,
  danger: [...grounds, 'danger-tint'],
  'on-accent': ['accent', 'accent-strong'],
};

/** Edges, drawings and rings without which one would not see what can be operated, or where the focus is; 3:1 (WCAG 1.4.11). */
const shapes: Record<string, readonly string[]> = {
  edge: grounds,
  accent: grounds,
  danger: ['surface', 'danger-tint'],
  surface: ['edge', 'accent'],
};

for (const [theme, index] of [
  ['light', 0],
  ['dark', 1],
] as const) {
  test(`every word can be read on every ground it stands on, in the ${theme} theme`, () => {
    expect(tooFaint(text, 4.5, index)).toEqual([]);
  });

  test(`what can be operated stands out from every ground, in the ${theme} theme`, () => {
    expect(tooFaint(shapes, 3, index)).toEqual([]);
  });
}

function tooFaint(pairs: Record<string, readonly string[]>, least: number, theme: 0 | 1): string[] {
  return Object.entries(pairs).flatMap(([front, backs]) =>
    backs
      .map((back) => ({ back, ratio: contrast(colour(front, theme), colour(back, theme)) }))
      .filter(({ ratio }) => ratio < least)
      .map(({ back, ratio }) => `${front} on ${back}: ${ratio.toFixed(2)}`),
  );
}

function colour(name: string, theme: 0 | 1): string {
  const found = new RegExp(`--color-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(css);
  if (!found) throw new Error(`No colour ${name} in app.css.`);
  return found[theme + 1] ?? '';
}

/** Relative luminances compared (WCAG 2.2, "contrast ratio"). */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
