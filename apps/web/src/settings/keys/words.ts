import type { Scope } from '@visage/contract/api-key';
import type { Access, Lifetime } from './new-key';

const scopes: Record<Scope, string> = { 'profiles:read': 'sees', 'profiles:write': 'changes' };
const accesses: Record<Access, { label: string; hint: string }> = {
  read: { label: 'See', hint: 'It sees every profile and picture that you see.' },
  write: { label: 'See and change', hint: 'It may also change your profile and your picture.' },
};
const lifetimes: Record<Lifetime, string> = {
  month: '30 days',
  quarter: '90 days',
  year: 'A year',
  ever: 'Until you revoke it',
};

export const words = {
  scopes: (held: readonly Scope[]) =>
    held.length === 1 && held[0] === 'profiles:write'
      ? 'Changes your profile and picture'
      : `${held.map((scope) => scopes[scope]).join(' and ')} what you can`.replace(/^./, (first) =>
          first.toUpperCase(),
        ),
  make: {
    title: 'New key',
    lead: 'A program that sends a key acts for you, within what the key allows.',
    name: 'Name',
    hint: 'So that you know later what it is for, like “Our blog”.',
    access: 'What it may do',
    accesses,
    lifetime: 'It works for',
    lifetimes,
    submit: 'Make the key',
  },
  made: {
    title: (name: string) => `Your key “${name}”`,
    once: 'Copy it now: it isn’t shown again. Whoever has it can do what it allows, so keep it like a password.',
    label: 'Key',
    copy: 'Copy',
    copied: 'Copied',
    selected: 'This browser doesn’t let the page copy. The key is selected: copy it yourself.',
    done: 'I have copied it',
  },
  list: {
    title: 'Your keys',
    lead: 'If you don’t know one of these, revoke it.',
    loading: 'Loading your keys',
    none: 'You have no keys.',
    starts: 'Starts with',
    used: (when: string) => `Last used ${when}`,
    unused: 'Not used yet',
    expires: (when: string) => `Works until ${when}`,
    lasts: 'Works until you revoke it',
    retry: 'Try again',
  },
  revoke: {
    submit: 'Revoke',
    of: (name: string) => `Revoke ${name}`,
    question: (name: string) => `Revoke “${name}”?`,
    why: 'Programs that use this key stop working at once. It can’t be brought back.',
    keep: 'Keep it',
    done: (name: string) => `“${name}” is revoked.`,
  },
};
