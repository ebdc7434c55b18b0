import type { Scope } from '@visage/contract/api-key';

/** Who is asking. */
export type Caller = { kind: 'nobody' } | SignedIn;

/** Someone with an account, come with a session or with an API key of theirs. */
export type SignedIn = WithSession | WithKey;

interface Account {
  userId: string;
  /** True while one of the operator's administrators, by an address that has been verified. */
  isAdmin: boolean;
}

export interface WithSession extends Account {
  kind: 'session';
  /** When this session began. */
  signedInAt: Date;
}

export interface WithKey extends Account {
  kind: 'key';
  keyId: string;
  scopes: readonly Scope[];
}

export const nobody: Caller = { kind: 'nobody' };
