import { dlopen } from 'bun:ffi';

/** M_MMAP_THRESHOLD of mallopt(3), and the size in bytes from which a block gets pages of its own. */
const mmapThreshold = -3;
const ownPagesFrom = 4_194_304;
/** M_TRIM_THRESHOLD, and how many free bytes at the end of a heap are kept for what comes next. */
const trimThreshold = -1;
const keptFree = 16_777_216;

/**
 * Lets what large pictures took go back to the system. glibc raises the size from which blocks get pages of their own each
 * time one of them is freed, up to 32 MB; from then on the buffers of decoders fragment its heap, which grows with every large upload. A
 * fixed size stops that, and would also fix the other threshold at 128 kB: each upload would then give its pages back and fault them
 * in anew, a tenth of its time. Elsewhere than on Linux with glibc there is nothing to do.
 */
export function returnLargeBlocks(): void {
  if (process.platform !== 'linux') return;
  try {
    const libc = dlopen('libc.so.6', { mallopt: { args: ['i32', 'i32'], returns: 'i32' } });
    libc.symbols.mallopt(mmapThreshold, ownPagesFrom);
    libc.symbols.mallopt(trimThreshold, keptFree);
  } catch {
    // Another C library, with an allocator of its own.
  }
}
