import { type JSX, Show } from 'solid-js';
import { ScreenTitle } from '../shell/screen-title';
import { Notice } from '../ui/notice';

interface FormScreenProps {
  title: string;
  lead?: string;
  /** What is wrong with the whole of it. */
  problem?: string | undefined;
  onSubmit(): void;
  children: JSX.Element;
  /** Below the form: other ways to go. */
  after?: JSX.Element;
}

/** A screen that is one small form. */
export function FormScreen(props: FormScreenProps) {
  return (
    <div class="page grid grow content-start justify-items-center py-10 sm:py-16">
      <div class="grid w-full max-w-md gap-6">
        <div class="grid gap-2">
          <ScreenTitle title={props.title} />
          <Show when={props.lead}>
            <p class="text-soft">{props.lead}</p>
          </Show>
        </div>
        <form
          novalidate
          class="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            props.onSubmit();
          }}
        >
          <Show when={props.problem}>
            <Notice tone="bad" urgent>
              {props.problem}
            </Notice>
          </Show>
          {props.children}
        </form>
        <Show when={props.after}>
          <div class="text-soft">{props.after}</div>
        </Show>
      </div>
    </div>
  );
}
