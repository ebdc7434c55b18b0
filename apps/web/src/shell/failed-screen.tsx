import { Button } from '../ui/button';
import { ScreenTitle } from './screen-title';
import { words } from './words';

/** In the place of a screen that has nothing to show: what went wrong, and what can be done. */
export function FailedScreen(props: { why: string; action: string; onAction(): void }) {
  return (
    <div role="alert" class="page grid grow content-center justify-items-center gap-5 py-20 text-center">
      <svg aria-hidden="true" viewBox="0 0 112 112" class="size-28 text-soft">
        <circle cx="56" cy="56" r="55" fill="var(--color-hover)" />
        <path
          d="M44 70c7-2 17-2 24 0M42 48v.1M70 48v.1"
          fill="none"
          stroke="currentColor"
          stroke-width="5"
          stroke-linecap="round"
        />
      </svg>
      <ScreenTitle title={words.failed.title} />
      <p class="max-w-md text-soft">{props.why}</p>
      <Button look="primary" onClick={() => props.onAction()}>
        {props.action}
      </Button>
    </div>
  );
}
