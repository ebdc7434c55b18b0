import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { createSending } from '../../prove/sending';
import type { Fault } from '../fault';
import { outcomeOfSent } from '../outcome';

/** As many pixels as are allowed. */
const side = 7000;
const atOnce = 4;
/** Beside what a process has mapped already, in bytes: less than it takes to decode one of them. */
const spare = 48_000_000;

export const outOfMemory: Fault = {
  name: 'out-of-memory',
  does: `pictures of ${(side * side) / 1e6} megapixels, ${atOnce} at once, to processes that may take ${spare / 1e6} MB more than they have (RLIMIT_AS)`,
  holds:
    'They are refused with 503, and not called damaged, or the process ends and is replaced. Others are refused at most.',
  refuses: 'all',
  endsWorkers: 'abruptly',
  missing: () => (Bun.which('prlimit') === null ? 'prlimit, of util-linux' : null),
  async run({ visage, workers, outcomes }, { guest }) {
    const canvas = { width: side, height: side, channels: 3, background: '#888' } as const;
    const file = await sharp({ create: canvas }).jpeg({ progressive: true }).toBuffer();
    const sending = createSending([visage], { sent: () => {} });
    for (const pid of workers()) limitMemory(pid, mapped(pid) + spare);
    const input = { data: file.toString('base64'), mimeType: 'image/jpeg' };
    for (let round = 0; round < 2; round += 1) {
      const sent = Array.from({ length: atOnce }, async () => {
        const start = performance.now();
        outcomes.push(
          outcomeOfSent('huge upload', start, await sending.call(0, 'picture.upload', guest.cookie, input)),
        );
      });
      await Promise.all(sent);
    }
    for (const pid of workers()) limitMemory(pid, 'unlimited');
  },
};

/** Bytes of address space that a process has mapped. */
function mapped(pid: number): number {
  return Number(/^VmSize:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

/** The soft limit, which can be raised again. */
function limitMemory(pid: number, bytes: number | 'unlimited'): void {
  const limited = Bun.spawnSync(['prlimit', '--pid', String(pid), `--as=${bytes}:`]);
  if (!limited.success) throw new Error(`prlimit: ${limited.stderr.toString().trim()}`);
}
