import {
  Item,
  ItemControl,
  ItemDescription,
  ItemIndicator,
  ItemInput,
  ItemLabel,
  Label,
  Root,
} from '@kobalte/core/radio-group';
import { For } from 'solid-js';
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
  return (
    <Root name={props.name} value={props.value} onChange={(value) => props.onChange(value as Value)} class="grid gap-2">
      <Label class="mb-1 text-sm font-medium">{props.legend}</Label>
      <For each={props.choices}>
        {(choice) => (
          <Item value={choice.value} role="presentation" class="relative">
            <ItemInput class="peer" />
            <ItemControl class="card flex cursor-pointer items-start gap-3 p-4 transition-colors hover:bg-hover data-checked:border-accent data-checked:bg-tint peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent">
              <span class="mt-1 grid size-4 shrink-0 place-items-center rounded-full border border-edge bg-surface">
                <ItemIndicator class="size-2 rounded-full bg-accent forced-colors:bg-[Highlight]" />
              </span>
              <span class="grid grow gap-0.5">
                <ItemLabel class="font-medium">{choice.label}</ItemLabel>
                <ItemDescription as="span" class="text-sm text-soft">
                  {choice.hint}
                </ItemDescription>
              </span>
              <Icon name={choice.icon} class="mt-0.5 size-5 text-soft" />
            </ItemControl>
          </Item>
        )}
      </For>
    </Root>
  );
}
