import { createUniqueId } from 'solid-js';

interface SwitchProps {
  label: string;
  /** One sentence on what the present position means. */
  hint: string;
  name: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** On or off, at once. */
export function Switch(props: SwitchProps) {
  const id = createUniqueId();
  return (
    <div class="card flex items-start justify-between gap-4 p-4">
      <div class="grid gap-1">
        <label for={id} class="font-medium">
          {props.label}
        </label>
        <p id={`${id}-hint`} class="text-sm text-soft" aria-live="polite">
          {props.hint}
        </p>
      </div>
      <span class="grid size-11 shrink-0 place-items-center">
        <input
          id={id}
          type="checkbox"
          role="switch"
          name={props.name}
          checked={props.checked}
          aria-checked={props.checked}
          aria-describedby={`${id}-hint`}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
          class="relative h-6.5 w-11 cursor-pointer appearance-none rounded-full bg-edge transition-colors before:absolute before:inset-y-0.75 before:start-0.75 before:aspect-square before:rounded-full before:bg-surface before:transition-all checked:bg-accent checked:before:start-5.25 forced-colors:appearance-auto"
        />
      </span>
    </div>
  );
}
