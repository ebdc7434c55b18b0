import type { OwnProfile } from '@visage/contract/profile';
import { type Component, lazy } from 'solid-js';
import type { IconName } from '../ui/icon';

/** Named as in the address, after `/settings/`. The server knows these pages too (`web-app.ts`). */
export type SectionPath = 'account' | 'security' | 'privacy' | 'appearance' | 'keys' | 'data';

export interface Section {
  path: SectionPath;
  icon: IconName;
  /** What is below the section's title. */
  Content: Component<{ me: OwnProfile }>;
}

/** Every section, in the order in which they are listed; each is loaded when it is opened. */
export const sections: readonly Section[] = [
  {
    path: 'account',
    icon: 'person',
    Content: lazy(() => import('./account/account-section').then((file) => ({ default: file.AccountSection }))),
  },
  {
    path: 'security',
    icon: 'shield',
    Content: lazy(() => import('./security/security-section').then((file) => ({ default: file.SecuritySection }))),
  },
  {
    path: 'privacy',
    icon: 'eye',
    Content: lazy(() => import('./privacy/privacy-section').then((file) => ({ default: file.PrivacySection }))),
  },
  {
    path: 'appearance',
    icon: 'sun',
    Content: lazy(() =>
      import('./appearance/appearance-section').then((file) => ({ default: file.AppearanceSection })),
    ),
  },
  {
    path: 'keys',
    icon: 'key',
    Content: lazy(() => import('./keys/keys-section').then((file) => ({ default: file.KeysSection }))),
  },
  {
    path: 'data',
    icon: 'box',
    Content: lazy(() => import('./data/data-section').then((file) => ({ default: file.DataSection }))),
  },
];
