/** What programs import → the source of it. */
export const entries = {
  index: 'door',
  element: 'element',
  react: 'react',
  solid: 'solid',
} as const;

/** Files of their own beside those, so that bundlers leave out whole what a program doesn't use. */
export const parts = ['visage-client', 'visage-error', 'file-to-upload', 'picture-url'] as const;
