import { createUniqueId, For, Show } from 'solid-js';
import { Icon } from './icon';

interface SelectFieldProps<Value extends string> {
  label: string;
  name: string;
  value: Value;
  onChange(value: Value): void;
  choices: readonly { value: Value; label: string }[];
  hint?: string;
}

/** One of a few short words, by the platform's own list. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const id = createUniqueId();
  return (
    <div class="grid gap-1.5">
      <label for={id} class="text-sm font-medium">
        {props.label}
      </label>
      <div class="relative">
        <select
          id={id}
          name={props.name}
          aria-describedby={props.hint ? `${id}-hint` : undefined}
          class="min-h-11 w-full appearance-none rounded-field border border-edge bg-surface py-2.5 ps-3.5 pe-10"
          onChange={({ currentTarget }) => {
            const chosen = props.choices.find(({ value }) => value === currentTarget.value);
            if (chosen) props.onChange(chosen.value);
          }}
        >
          <For each={props.choices}>
            {({ value, label }) => (
              <option value={value} selected={value === props.value}>
                {label}
              </option>
            )}
          </For>
        </select>
        <Icon name="chevron" class="pointer-events-none absolute end-3.5 top-3.5 size-4 rotate-90 text-soft" />
      </div>
      <Show when={props.hint}>
        <p id={`${id}-hint`} class="text-sm text-soft">
          {props.hint}
        </p>
      </Show>
    </div>
  );
}
