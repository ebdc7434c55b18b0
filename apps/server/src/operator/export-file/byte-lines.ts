/** Lines of text, and runs of bytes, in turn from one stream; memory for what is asked for, not for what comes. */
export interface ByteLines {
  /** The next line with its line feed, if it has one; null at the end. */
  line(): Promise<string | null>;
  /** The next bytes, a copy; null when there are fewer. */
  bytes(count: number): Promise<Uint8Array | null>;
  /** Bytes taken so far. */
  position(): number;
}

/** A line longer than this is none of ours, and would be held in memory. */
const longestLine = 16 * 1024 * 1024;
const lineFeed = 10;

export function createByteLines(stream: ReadableStream<Uint8Array>): ByteLines {
  const reader = stream.getReader();
  let held = Buffer.alloc(0);
  let taken = 0;

  async function more(): Promise<boolean> {
    const { done, value } = await reader.read();
    if (done) return false;
    held = held.byteLength === 0 ? Buffer.from(value) : Buffer.concat([held, value]);
    return true;
  }
  function take(count: number): Buffer {
    const part = held.subarray(0, count);
    held = held.subarray(count);
    taken += count;
    return part;
  }

  return {
    async line() {
      for (let from = 0; ; ) {
        const at = held.indexOf(lineFeed, from);
        if (at >= 0) return take(at + 1).toString('utf8');
        from = held.byteLength;
        if (from > longestLine || !(await more()))
          return held.byteLength === 0 ? null : take(held.byteLength).toString('utf8');
      }
    },
    async bytes(count) {
      if (held.byteLength < count) {
        // Gathered and joined once: a large picture comes in many parts.
        const parts = [held];
        let size = held.byteLength;
        while (size < count) {
          const { done, value } = await reader.read();
          if (done) return null;
          parts.push(Buffer.from(value));
          size += value.byteLength;
        }
        held = Buffer.concat(parts);
      }
      return new Uint8Array(take(count));
    },
    position: () => taken,
  };
}
