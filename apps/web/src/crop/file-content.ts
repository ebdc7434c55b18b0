/** What the bytes of a file say about it that its name and type may not. */

const heicBrands = /^(hei[cxms]|hev[cxms])/;
/** Of any picture in the HEIF container, AVIF too. */
const sharedBrands = /^(mif1|msf1)/;

/** HEIC, which few browsers open; also where it is called .jpg, as some programs do when they copy it. */
export async function isHeic(file: Blob): Promise<boolean> {
  if (/^image\/hei[cf]/.test(file.type)) return true;
  const head = await latin1(file.slice(0, 256));
  if (head.slice(4, 8) !== 'ftyp') return false;
  const brand = head.slice(8, 12);
  return heicBrands.test(brand) || (sharedBrands.test(brand) && !head.includes('avif'));
}

/** Whether there is more than one frame; only the first is kept. */
export async function isAnimated(file: Blob): Promise<boolean> {
  const head = await latin1(file.slice(0, 4096));
  if (head.startsWith('RIFF')) return head.slice(12, 16) === 'VP8X' && head.includes('ANIM');
  if (head.slice(1, 4) === 'PNG') return head.includes('acTL');
  if (head.slice(4, 12) === 'ftypavis') return true;
  return head.startsWith('GIF8') && hasSecondFrame(await latin1(file));
}

/** Each frame of an animated GIF begins with a graphic control block (GIF89a section 23). */
function hasSecondFrame(gif: string): boolean {
  let frames = 0;
  for (let at = gif.indexOf('\x21\xf9\x04'); at >= 0 && frames < 2; at = gif.indexOf('\x21\xf9\x04', at + 8)) {
    // It ends in a zero, and a frame or another block follows.
    if (gif[at + 7] === '\0' && (gif[at + 8] === '\x2c' || gif[at + 8] === '\x21')) frames += 1;
  }
  return frames > 1;
}

async function latin1(blob: Blob): Promise<string> {
  return new TextDecoder('latin1').decode(await blob.arrayBuffer());
}
