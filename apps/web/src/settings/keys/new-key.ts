import type { Scope } from '@visage/contract/api-key';

/** What people choose from; the API takes any set of scopes and any seconds. */
export type Access = 'read' | 'write';
export type Lifetime = 'month' | 'quarter' | 'year' | 'ever';

export const accesses: readonly Access[] = ['read', 'write'];
export const lifetimes: readonly Lifetime[] = ['month', 'quarter', 'year', 'ever'];

const day = 86_400;

export const scopesOf: Record<Access, Scope[]> = {
  read: ['profiles:read'],
  write: ['profiles:read', 'profiles:write'],
};

/** In seconds. */
export const secondsOf: Record<Lifetime, number | undefined> = {
  month: 30 * day,
  quarter: 90 * day,
  year: 365 * day,
  ever: undefined,
};
