import { dlopen } from 'bun:ffi';

/** M_MMAP_THRESHOLD of mallopt(3), and the size in bytes from which a block gets pages of its own. */
const mmapThreshold = -3;
const ownPagesFrom = 4_194_304;

/**
 * Lets what large pictures took go back to the system. glibc raises the size from which blocks get pages of their own each
 * time one of them is freed, up to 32 MB; from then on the buffers of decoders fragment its heap, which grows with every large upload. A
 * fixed size stops that. Elsewhere than on Linux with glibc there is nothing to do.
 */
export function returnLargeBlocks(): void {
  if (process.platform !== 'linux') return;
  try {
    const libc = dlopen('libc.so.6', { mallopt: { args: ['i32', 'i32'], returns: 'i32' } });
    libc.symbols.mallopt(mmapThreshold, ownPagesFrom);
  } catch {
    // Another C library, with an allocator of its own.
  }
}
