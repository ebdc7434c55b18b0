import { Description, ErrorMessage, Input, Label, Root, TextArea } from '@kobalte/core/text-field';
import { type JSX, Show } from 'solid-js';

export interface TextFieldProps {
  label: string;
  name: string;
  value: string;
  onInput(value: string): void;
  onBlur?(): void;
  /** What is wrong, as a sentence; the field is marked while there is one. */
  error?: string | undefined;
  hint?: JSX.Element;
  /** Shown before what is typed, like `@`. */
  prefix?: string;
  /** A control at the end of the field. */
  trailing?: JSX.Element;
  type?: 'text' | 'email' | 'password' | 'url';
  autocomplete?: string;
  inputmode?: 'text' | 'email' | 'url';
  autocapitalize?: 'none' | 'words' | 'sentences';
  spellcheck?: boolean;
  required?: boolean;
  /** Has the focus when the dialog it is in opens. */
  autofocus?: boolean | undefined;
  optional?: string;
  /** More than one line, this many at first. */
  rows?: number;
  /** Characters left, shown when they run short. */
  left?: number;
  ref?(element: HTMLInputElement | HTMLTextAreaElement): void;
}

const frame =
  'flex w-full rounded-field border bg-surface transition-colors focus-within:border-accent focus-within:outline-2 focus-within:outline-accent focus-within:-outline-offset-1';
const inner = 'min-h-11 w-full min-w-0 bg-transparent px-3.5 py-2.5 outline-none placeholder:text-soft';

/** A labelled field with its hint, its error and, when it matters, the characters left. */
export function TextField(props: TextFieldProps) {
  const shared = () => ({
    autocomplete: props.autocomplete,
    spellcheck: props.spellcheck,
    // What people type has its own direction, whatever the page's.
    dir: 'auto' as const,
    class: inner,
    onBlur: () => props.onBlur?.(),
    ref: (element: HTMLInputElement | HTMLTextAreaElement) => props.ref?.(element),
  });
  return (
    <Root
      name={props.name}
      value={props.value}
      onChange={(value) => props.onInput(value)}
      validationState={props.error ? 'invalid' : 'valid'}
      {...(props.required && { required: true })}
      // One field is no group worth announcing.
      role="presentation"
      class="grid gap-1.5"
    >
      <div class="flex items-baseline justify-between gap-3">
        <Label class="text-sm font-medium">
          {props.label}
          <Show when={props.optional}>
            <span class="font-normal text-soft"> {props.optional}</span>
          </Show>
        </Label>
        <Show when={props.left !== undefined}>
          <span
            class="text-sm tabular-nums"
            classList={{ 'text-soft': (props.left ?? 0) >= 0, 'text-danger': (props.left ?? 0) < 0 }}
          >
            {props.left}
          </span>
        </Show>
      </div>
      <div class={`${frame} ${props.error ? 'border-danger' : 'border-edge'}`}>
        <Show when={props.prefix}>
          <span aria-hidden="true" class="-me-2.5 grid items-center ps-3.5 text-soft">
            {props.prefix}
          </span>
        </Show>
        <Show
          when={props.rows}
          fallback={
            <Input
              {...shared()}
              type={props.type ?? 'text'}
              inputmode={props.inputmode}
              autocapitalize={props.autocapitalize}
              {...(props.autofocus && { autofocus: true })}
            />
          }
        >
          <TextArea {...shared()} rows={props.rows} />
        </Show>
        {props.trailing}
      </div>
      <div aria-live="polite" class="contents">
        <ErrorMessage as="p" class="text-sm text-danger">
          {props.error}
        </ErrorMessage>
      </div>
      <Show when={!props.error && props.hint}>
        <Description as="p" class="text-sm text-soft">
          {props.hint}
        </Description>
      </Show>
    </Root>
  );
}
