import type { SectionPath } from './sections';

const sections: Record<SectionPath, { label: string; hint: string }> = {
  account: { label: 'Account', hint: 'Your name and your e-mail address' },
  security: { label: 'Security', hint: 'Your password and passkeys, and where you are signed in' },
  privacy: { label: 'Privacy', hint: 'Who can see and find you' },
  appearance: { label: 'Appearance', hint: 'Light or dark' },
  keys: { label: 'API keys', hint: 'For programs that act for you' },
  data: { label: 'Your data', hint: 'Take it with you, or erase it' },
};

export const words = {
  title: 'Settings',
  loading: 'Loading your settings',
  retry: 'Try again',
  sections,
};
