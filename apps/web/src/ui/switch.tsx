import { Control, Description, Input, Label, Root, Thumb } from '@kobalte/core/switch';

interface SwitchProps {
  label: string;
  /** One sentence on what the present position means. */
  hint: string;
  name: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** Kobalte hides the input in a corner; over what is seen, it is also what is pressed, by people and by whatever acts for them. */
const overControl = {
  ...{ position: 'absolute' as const, inset: '0', width: '100%', height: '100%', margin: '0' },
  ...{ clip: 'auto', 'clip-path': 'none', opacity: '0', 'z-index': '1', cursor: 'pointer' },
} as const;

/** On or off, at once. */
export function Switch(props: SwitchProps) {
  return (
    <Root
      name={props.name}
      checked={props.checked}
      onChange={(checked) => props.onChange(checked)}
      role="presentation"
      class="card flex items-start justify-between gap-4 p-4"
    >
      <div class="grid gap-1">
        <Label class="font-medium">{props.label}</Label>
        <Description class="text-sm text-soft" aria-live="polite">
          {props.hint}
        </Description>
      </div>
      <div class="relative shrink-0">
        <Input class="peer" style={overControl} />
        <Control class="group grid size-11 place-items-center rounded-field peer-focus-visible:outline-2 peer-focus-visible:outline-accent">
          <span class="flex h-6.5 w-11 rounded-full bg-edge p-0.75 transition-colors group-data-checked:bg-accent forced-colors:border forced-colors:p-0.5 forced-colors:group-data-checked:bg-[Highlight]">
            <Thumb class="aspect-square rounded-full bg-surface transition-transform data-checked:translate-x-4.5 rtl:data-checked:-translate-x-4.5 forced-colors:bg-[ButtonText]" />
          </span>
        </Control>
      </div>
    </Root>
  );
}
