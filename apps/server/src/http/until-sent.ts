import { awaitedBody } from './awaited-body';

/** Bytes handed to the connection at once. A body no larger is the kernel's to send as soon as it is answered. */
const part = 262_144;
/** A client must take a body at this rate, in bytes a second, after as many seconds as any network may stumble for. */
const leastRate = 250_000;
const stumble = 30;

/**
 * A response whose body is held in memory until it has been sent. Calls `done` once, when that is over: the last of it has been handed to
 * the connection, the client has gone, or it takes so little at a time that it would hold the memory for as long as it likes, and is cut
 * off. (Bun cuts off only who takes nothing at all.)
 * @param millisecondsFor how long sending so many bytes may take
 */
export async function untilSent(
  response: Response,
  done: () => void,
  millisecondsFor = (bytes: number) => (stumble + bytes / leastRate) * 1000,
): Promise<Response> {
  const body = await response.bytes();
  if (body.byteLength <= part) {
    done();
    return new Response(awaitedBody(body), response);
  }
  let at = 0;
  let tooSlow: Timer;
  const end = () => {
    clearTimeout(tooSlow);
    done();
  };
  const sent = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        tooSlow = setTimeout(() => {
          // Cuts the connection, so that nobody takes it for the whole. Bun would print an error, and this is none of ours.
          controller.error(undefined);
          done();
        }, millisecondsFor(body.byteLength));
      },
      // Asked for more only when the connection has room.
      pull(controller) {
        controller.enqueue(body.subarray(at, at + part));
        at += part;
        if (at < body.byteLength) return;
        controller.close();
        end();
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
  return new Response(sent, response);
}
