/** What is smaller Bun sends in one piece with its head, in bytes. */
const sentWhole = 15_360;

/**
 * The body of an answer that was waited for. Of one over 15 kB, Bun 1.4 hands every name and every value of the head to the kernel by
 * themselves, thirty calls for a picture, each of them a packet; of a stream that ends before it outgrows its buffer it sends head and
 * body together, with a `Content-Length` all the same. (Answers that wait for nothing, as from memory, have no need of it.)
 */
export function awaitedBody(bytes: Uint8Array): Uint8Array<ArrayBuffer> | ReadableStream {
  if (bytes.byteLength < sentWhole) return bytes as Uint8Array<ArrayBuffer>;
  const whole: Bun.DirectUnderlyingSource<Uint8Array> = {
    type: 'direct',
    pull(controller) {
      controller.write(bytes as Uint8Array<ArrayBuffer>);
      controller.end();
    },
  };
  return new ReadableStream(whole, { highWaterMark: bytes.byteLength + 1 });
}
