import type { OwnProfile } from '@visage/contract/profile';
import type { Component } from 'solid-js';
import type { IconName } from '../ui/icon';
import { AccountSection } from './account/account-section';
import { AppearanceSection } from './appearance/appearance-section';
import { DataSection } from './data/data-section';
import { KeysSection } from './keys/keys-section';
import { PrivacySection } from './privacy/privacy-section';
import { SecuritySection } from './security/security-section';

/** Named as in the address, after `/settings/`. The server knows these pages too (`web-app.ts`). */
export type SectionPath = 'account' | 'security' | 'privacy' | 'appearance' | 'keys' | 'data';

export interface Section {
  path: SectionPath;
  icon: IconName;
  /** What is below the section's title. */
  Content: Component<{ me: OwnProfile }>;
}

/** Every section, in the order in which they are listed. */
export const sections: readonly Section[] = [
  { path: 'account', icon: 'person', Content: AccountSection },
  { path: 'security', icon: 'shield', Content: SecuritySection },
  { path: 'privacy', icon: 'eye', Content: PrivacySection },
  { path: 'appearance', icon: 'sun', Content: AppearanceSection },
  { path: 'keys', icon: 'key', Content: KeysSection },
  { path: 'data', icon: 'box', Content: DataSection },
];
