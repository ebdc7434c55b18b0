import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small disk of memory. */
export interface Disk extends Disposable {
  directory: string;
  /** Leaves no byte free. */
  fill(): void;
  free(): void;
}

const chunk = new Uint8Array(65_536);

/** Why there can't be one here; null when there can. */
export function missingForDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'root on Linux, to mount a small disk';
  const probe = Bun.spawnSync(['unshare', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']);
  return probe.success ? null : 'the right to mount a small disk';
}

export function createDisk(directory: string, megabytes: number): Disk {
  mkdirSync(directory, { mode: 0o700 });
  const mounted = Bun.spawnSync(['mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'none', directory]);
  if (!mounted.success) throw new Error(`no disk: ${mounted.stderr.toString().trim()}`);
  const ballast = join(directory, 'ballast');
  return {
    directory,
    fill() {
      try {
        for (;;) writeFileSync(ballast, chunk, { flag: 'a' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    free: () => rmSync(ballast, { force: true }),
    [Symbol.dispose]() {
      // Lazily: whatever still has a file open there must not keep it from going.
      Bun.spawnSync(['umount', '--lazy', directory]);
    },
  };
}
