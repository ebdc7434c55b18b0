import type { Claim, Row } from './measure';
import type { Program } from './programs';
import type { Stage } from './stage';

/** Something that can be measured by itself, and comes to a row for each claim. */
export interface Bench {
  claims: readonly Claim[];
  /** Without these it cannot be measured. */
  needs: readonly Program[];
  run(stage: Stage): Promise<Row[]>;
}
