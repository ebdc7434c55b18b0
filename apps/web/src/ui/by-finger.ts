/**
 * For `onPointerDown` of what is pressed and left: after a touch browsers make up a mouse that comes, moves, takes the focus and lets go, all
 * before the click, and all of it to be listened to. The click comes without it (Pointer Events, section 11).
 */
export function byFinger(event: PointerEvent): void {
  if (event.pointerType === 'touch') event.preventDefault();
}
