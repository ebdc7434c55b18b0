export type BitWriter = ReturnType<typeof createBitWriter>;

/** Entropy-coded data of a JPEG (ITU-T T.81 section F.1.2.3): padded with ones, and every FF followed by a 0. */
export function createBitWriter() {
  const written: number[] = [];
  let held = 0;
  let count = 0;
  const push = (byte: number) => {
    written.push(byte);
    if (byte === 0xff) written.push(0);
  };
  const pad = () => {
    if (count > 0) push(((held << (8 - count)) | (0xff >> count)) & 0xff);
    held = 0;
    count = 0;
  };
  return {
    /** At most 16 bits. */
    put(value: number, length: number): void {
      held = (held << length) | value;
      count += length;
      while (count >= 8) {
        count -= 8;
        push((held >>> count) & 0xff);
      }
      held &= (1 << count) - 1;
    },
    marker(code: number): void {
      pad();
      written.push(0xff, code);
    },
    finish(): Uint8Array {
      pad();
      return Uint8Array.from(written);
    },
  };
}
