import type { Theme } from '../../shell/theme';

const themes: Record<Theme, { label: string; hint: string }> = {
  system: { label: 'Like the system', hint: 'Light or dark as your device is set, also when that changes.' },
  light: { label: 'Light', hint: 'Dark on light, always.' },
  dark: { label: 'Dark', hint: 'Light on dark, always.' },
};

export const words = {
  theme: 'Theme',
  themes,
  here: 'Kept in this browser alone.',
};
