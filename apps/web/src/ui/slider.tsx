import { createUniqueId, type JSX } from 'solid-js';

interface SliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** The value in words, shown and said. */
  text: string;
  onInput(value: number): void;
  /** Buttons at the two ends that do in steps what the slider does. */
  before: JSX.Element;
  after: JSX.Element;
}

/** A number chosen by sight. */
export function Slider(props: SliderProps) {
  const id = createUniqueId();
  return (
    <div class="grid gap-0.5">
      <div class="flex items-baseline justify-between gap-3 px-1 text-sm">
        <label for={id} class="font-medium">
          {props.label}
        </label>
        <span class="text-soft tabular-nums" aria-hidden="true">
          {props.text}
        </span>
      </div>
      <div class="-mx-2 flex items-center gap-1">
        {props.before}
        <input
          id={id}
          type="range"
          class="h-11 min-w-0 grow cursor-pointer rounded-field accent-accent disabled:cursor-default"
          min={props.min}
          max={props.max}
          step={props.step}
          value={props.value}
          aria-valuetext={props.text}
          disabled={props.min === props.max}
          onInput={({ currentTarget }) => props.onInput(currentTarget.valueAsNumber)}
        />
        {props.after}
      </div>
    </div>
  );
}
