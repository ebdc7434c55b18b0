import { type JSX, Show } from 'solid-js';
import { Button } from './button';

interface NoticeProps {
  tone?: 'bad' | 'calm';
  children: JSX.Element;
  retry?: { label: string; run(): void };
  /** Read out at once, for what a person's own act has led to. */
  urgent?: boolean;
}

/** A sentence that matters, in its place on the page, perhaps with a way to try again. */
export function Notice(props: NoticeProps) {
  return (
    <div
      role={props.urgent ? 'alert' : undefined}
      class="flex flex-wrap items-center justify-between gap-3 rounded-field px-4 py-3 text-[0.9375rem]"
      classList={{
        'bg-danger-tint text-danger': props.tone === 'bad',
        'bg-tint': props.tone !== 'bad',
      }}
    >
      <div class="min-w-0 grow basis-48">{props.children}</div>
      <Show when={props.retry}>
        {(retry) => (
          <Button look="plain" class="text-ink" onClick={() => retry().run()}>
            {retry().label}
          </Button>
        )}
      </Show>
    </div>
  );
}
