import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js';

/** Heights of the window that pass in a second when nobody can tell a face any more. */
const fast = 2;
/** Milliseconds from one frame to the next when the page doesn't keep up with who scrolls it. */
const late = 50;
/** Milliseconds without either, after which people are seen again. */
const calm = 100;

/** True while the page is scrolled through faster than anyone sees who is there, or than it can show them. */
export function createPassing(): Accessor<boolean> {
  const [isPassing, setPassing] = createSignal(false);
  let at = 0;
  let last = { at, time: 0 };
  let hastyAt = Number.NEGATIVE_INFINITY;
  let movedAt = 0;
  let frame: number | undefined;
  const look = (time: number) => {
    const moved = Math.abs(at - last.at);
    const took = time - last.time;
    if (moved > 0) movedAt = time;
    if (moved > 0 && (took > late || (moved / innerHeight) * 1000 > fast * took)) hastyAt = time;
    last = { at, time };
    setPassing(time - hastyAt < calm);
    frame = time - movedAt < calm ? requestAnimationFrame(look) : undefined;
  };
  const follow = () => {
    at = scrollY;
    frame ??= requestAnimationFrame((time) => {
      last = { at, time };
      movedAt = time;
      frame = requestAnimationFrame(look);
    });
  };
  onMount(() => addEventListener('scroll', follow, { passive: true }));
  onCleanup(() => {
    removeEventListener('scroll', follow);
    if (frame !== undefined) cancelAnimationFrame(frame);
  });
  return isPassing;
}
