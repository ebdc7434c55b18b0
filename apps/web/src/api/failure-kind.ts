import type { RefusalCode } from '@visage/contract/errors';

/** Why something failed: the server's reasons, and those that never reached it. */
export type FailureKind = RefusalCode | 'someone_else' | 'offline' | 'cancelled' | 'internal';
