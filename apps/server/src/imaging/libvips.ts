import sharp from 'sharp';

/** Every library that sharp brings, by version, and the processor it was compiled for. */
export const build = JSON.stringify([sharp.versions, process.arch]);

let restricted = false;

/**
 * Settings of libvips that hold for the whole process, set once.
 *
 * Only the five loaders of what is accepted stay open, and only for bytes in memory: a file that fools `kindOf` finds
 * no SVG renderer and no TIFF reader behind it. Nothing decoded is kept. One thread per picture, since AVIF bytes
 * differ with the number of threads and the same upload must give the same bytes on every machine; several cores are
 * used by several pictures.
 */
export function restrictLibvips(): void {
  if (restricted) return;
  restricted = true;
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  const open = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'];
  sharp.unblock({ operation: open.map((format) => `VipsForeignLoad${format}Buffer`) });
}
