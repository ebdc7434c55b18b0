import type { RefusalCode } from '@visage/contract/errors';

/** Who may call a procedure; each kind of procedure in `procedures.ts` says it once. */
export type Access = 'anyone' | 'signed-in' | 'writer' | 'administrator' | 'session';

/** What is told of a procedure in the description of the API (`/openapi.json`). */
export interface ProcedureMeta {
  access?: Access;
  /** One line, without a full stop. */
  summary?: string;
  /** More, where a line doesn't say it. */
  description?: string;
  /** An input that means something, where one is required. */
  example?: object;
  /** How it may be refused, beside what any procedure of its access may be. */
  refusals?: readonly RefusalCode[];
}
