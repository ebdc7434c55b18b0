import { type Accessor, createEffect, onCleanup } from 'solid-js';

/** Places on this page where someone's picture is in sight, by user id; who came into sight last stands last. */
const places = new Map<string, number>();
let onChange = () => {};

/** How far beyond the window a picture counts as in sight: half its height, so that who is scrolled to is watched already. */
const margin = '50% 0px';
const inSight = new WeakMap<Element, (isInSight: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** While `place` is in sight, the page watches the picture of `userId`. */
export function createShownPerson(place: Accessor<Element | undefined>, userId: Accessor<string>): void {
  createEffect(() => {
    const element = place();
    const id = userId();
    if (!element) return;
    let leave: (() => void) | undefined;
    inSight.set(element, (isInSight) => {
      if (isInSight) leave ??= enter(id);
      else {
        leave?.();
        leave = undefined;
      }
    });
    observer ??= new IntersectionObserver(follow, { rootMargin: margin });
    observer.observe(element);
    onCleanup(() => {
      observer?.unobserve(element);
      inSight.delete(element);
      leave?.();
    });
  });
}

/** At most `most` of those in sight, who came last first. */
export function shownPeople(most: number): string[] {
  return [...places.keys()].reverse().slice(0, most);
}

/** The one who is told when someone comes into sight. Who leaves it is no news: watching them a little longer costs nothing. */
export function whenSomeoneIsShown(listener: () => void): () => void {
  onChange = listener;
  return () => {
    onChange = () => {};
  };
}

function follow(entries: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) inSight.get(target)?.(isIntersecting);
}

function enter(id: string): () => void {
  const count = places.get(id) ?? 0;
  places.delete(id);
  places.set(id, count + 1);
  onChange();
  return () => {
    const left = (places.get(id) ?? 1) - 1;
    if (left === 0) places.delete(id);
    else places.set(id, left);
  };
}
