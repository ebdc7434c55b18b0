import { createUniqueId, For } from 'solid-js';
import { Icon, type IconName } from './icon';

interface RadioCardsProps<Value extends string> {
  legend: string;
  name: string;
  value: Value;
  onChange(value: Value): void;
  choices: readonly { value: Value; label: string; hint: string; icon: IconName }[];
}

/** One of a few, each with a sentence on what it means. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const id = createUniqueId();
  return (
    <fieldset class="grid gap-2">
      <legend class="mb-1.5 text-sm font-medium">{props.legend}</legend>
      <For each={props.choices}>
        {(choice) => (
          <label class="card flex items-start gap-3 p-4 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-tint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
            <input
              type="radio"
              class="mt-1 size-4 shrink-0 accent-accent outline-none"
              name={props.name}
              value={choice.value}
              checked={props.value === choice.value}
              aria-labelledby={`${id}-${choice.value}`}
              aria-describedby={`${id}-${choice.value}-hint`}
              onChange={() => props.onChange(choice.value)}
            />
            <span class="grid grow gap-0.5">
              <span id={`${id}-${choice.value}`} class="font-medium">
                {choice.label}
              </span>
              <span id={`${id}-${choice.value}-hint`} class="text-sm text-soft">
                {choice.hint}
              </span>
            </span>
            <Icon name={choice.icon} class="mt-0.5 size-5 text-soft" />
          </label>
        )}
      </For>
    </fieldset>
  );
}
