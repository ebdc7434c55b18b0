/** A phone and a desktop, in CSS pixels. */
export const viewports = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const;
