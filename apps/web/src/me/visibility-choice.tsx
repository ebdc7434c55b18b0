import { type Visibility, visibilities } from '@visage/contract/profile';
import { Show } from 'solid-js';
import type { IconName } from '../ui/icon';
import { RadioCards } from '../ui/radio-cards';
import { words } from './words';

const icons = { public: 'globe', members: 'people', private: 'lock' } as const satisfies Record<Visibility, IconName>;

interface VisibilityChoiceProps {
  value: Visibility;
  /** As it is now for everyone else. */
  saved: Visibility;
  onChange(value: Visibility): void;
}

/** Who may see a profile, and what can't be called back when fewer may. */
export function VisibilityChoice(props: VisibilityChoiceProps) {
  const isNarrower = () => visibilities.indexOf(props.value) > visibilities.indexOf(props.saved);
  return (
    <div class="grid gap-2">
      <RadioCards
        legend={words.fields.visibility}
        name="visibility"
        value={props.value}
        onChange={props.onChange}
        choices={visibilities.map((value) => ({ value, icon: icons[value], ...words.visibility[value] }))}
      />
      <p role="status" class="text-sm text-soft">
        <Show when={isNarrower()}>{words.narrower}</Show>
      </p>
    </div>
  );
}
