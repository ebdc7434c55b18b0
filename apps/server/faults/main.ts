import { availableParallelism, loadavg } from 'node:os';
import { heedInterruptions, Interrupted } from '../bench/interruption';
import { faults } from './all';
import { readOptions, UsageError, usage } from './options';
import { writePage } from './page';
import { linesOf, type Result } from './report';
import { runFault } from './run-fault';

/** `bun run faults`: what Visage does while things break. Exits with 1 when anything was found that must not be. */
heedInterruptions();
try {
  const { wanted, pace, write, logLevel } = readOptions(process.argv.slice(2), faults);
  const others = whoElse();
  if (others !== null) console.warn(`${others}: not all that follows is Visage's doing.`);
  const results: Result[] = [];
  for (const fault of wanted) {
    const missing = fault.missing?.() ?? null;
    const result = missing === null ? { fault, ...(await runFault(fault, pace, logLevel)) } : { fault, missing };
    for (const line of linesOf(result)) console.log(line);
    results.push(result);
  }
  if (write) await writePage(results, others);
  process.exit(results.some((each) => !('missing' in each) && each.findings.length > 0) ? 1 : 0);
} catch (error) {
  // What was typed is said in a sentence; anything else is a defect and shows where.
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else console.error(error instanceof Interrupted ? error.message : error);
  process.exit(error instanceof Interrupted ? 130 : 1);
}

/** Who waits for the processor is refused and hung up on as if something were broken, and nobody can tell the two apart. */
function whoElse(): string | null {
  const [load = 0, cores] = [loadavg()[0], availableParallelism()];
  return load > cores ? `Others kept this machine busy (load ${load.toFixed(1)}, ${cores} cores)` : null;
}
