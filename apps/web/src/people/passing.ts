import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js';

/** Heights of the window that pass in a second when nobody can tell a face any more. */
const fast = 2;
/** Milliseconds over which that is judged: a single frame says nothing, since a wheel's turn may be one jump. */
const span = 100;

/** True while the page is scrolled through faster than anyone sees who is there. */
export function createPassing(): Accessor<boolean> {
  const [isPassing, setPassing] = createSignal(false);
  let at = 0;
  let last = { at, time: 0 };
  let frame: number | undefined;
  // With the frames: a timer would find a slow page at rest, between two of them.
  const look = (time: number) => {
    frame = requestAnimationFrame(look);
    const took = time - last.time;
    if (took < span) return;
    const moved = Math.abs(at - last.at);
    setPassing((moved / innerHeight) * 1000 > fast * took);
    last = { at, time };
    if (moved === 0) rest();
  };
  const rest = () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
  };
  const follow = () => {
    at = scrollY;
    frame ??= requestAnimationFrame((time) => {
      last = { at, time };
      frame = requestAnimationFrame(look);
    });
  };
  onMount(() => addEventListener('scroll', follow, { passive: true }));
  onCleanup(() => {
    removeEventListener('scroll', follow);
    rest();
  });
  return isPassing;
}
