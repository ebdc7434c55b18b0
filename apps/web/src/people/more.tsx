import { createEffect, onCleanup, onMount } from 'solid-js';
import { Button } from '../ui/button';
import { words } from './words';

/** Loads on when it comes near; the button does the same for those whose browser can't tell. */
export function More(props: { busy: boolean; failed: boolean; onMore(): void }) {
  let element: HTMLDivElement | undefined;
  onMount(() => {
    if (!element || !('IntersectionObserver' in window)) return;
    const watched = element;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting) && !props.busy && !props.failed) props.onMore();
      },
      { rootMargin: '200%' },
    );
    createEffect(() => {
      // Watched anew after every page: on a tall screen it may still be near. After a failure only a person asks again.
      observer.unobserve(watched);
      if (!props.busy && !props.failed) observer.observe(watched);
    });
    onCleanup(() => observer.disconnect());
  });
  return (
    <div ref={element} data-more class="grid justify-items-center py-4">
      <Button busy={props.busy} onClick={() => props.onMore()}>
        {words.more}
      </Button>
    </div>
  );
}
