import type { Bench } from './bench';
import { burstBench } from './burst';
import { heedInterruptions, Interrupted } from './interruption';
import { holds, print, type Row, type Unmeasured } from './measure';
import { readOptions, UsageError, usage } from './options';
import { writePage } from './page';
import { peakMemoryBench } from './peak-memory';
import { pictureBenches } from './pictures';
import { missingPackages } from './programs';
import { openStage } from './stage';
import { tableSizeBenches } from './table-size';
import { uploadBench } from './upload-bench';

/** `bun run bench`: each row of SPEC section 8, as a ratio against its reference in the same run. */
heedInterruptions();
const benches: Bench[] = [...pictureBenches, uploadBench, ...tableSizeBenches, peakMemoryBench, burstBench];

try {
  const { wanted, effort, quick, write } = readOptions(process.argv.slice(2));
  const isWanted = ({ claims }: Bench) =>
    wanted.length === 0 ||
    claims.some((claim) => wanted.some((part) => `${claim.name}, ${claim.reference}`.toLowerCase().includes(part)));
  const some = benches.filter(isWanted);
  if (some.length === 0) throw new UsageError(`No row is named like ${wanted.join(' or ')}.`);
  const rows = await measureAll(some);
  if (write) await writePage(rows, quick);
  process.exitCode = rows.every((row) => !('missing' in row) && holds(row)) ? 0 : 1;

  async function measureAll(some: readonly Bench[]): Promise<(Row | Unmeasured)[]> {
    await using stage = openStage(effort);
    const all: (Row | Unmeasured)[] = [];
    for (const bench of some) {
      const missing = missingPackages(bench.needs);
      const measured = missing === null ? await bench.run(stage) : bench.claims.map((claim) => ({ ...claim, missing }));
      for (const row of measured) print(row);
      all.push(...measured);
    }
    return all;
  }
} catch (error) {
  // What was typed, or done on purpose, is said in a sentence; anything else is a defect and shows where.
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else console.error(error instanceof Interrupted ? error.message : error);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
}
