/** Who is asking. */
export type Caller = { kind: 'nobody' } | SignedIn;

/** Someone with a session. */
export interface SignedIn {
  kind: 'session';
  userId: string;
  /** True while one of the operator's administrators, by an address that has been verified. */
  isAdmin: boolean;
  /** When this session began. */
  signedInAt: Date;
}

export const nobody: Caller = { kind: 'nobody' };
