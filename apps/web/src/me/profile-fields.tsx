import { textLimits } from '@visage/contract/limits';
import { visibilities } from '@visage/contract/profile';
import { Show } from 'solid-js';
import type { IconName } from '../ui/icon';
import { RadioCards } from '../ui/radio-cards';
import { TextField } from '../ui/text-field';
import type { ProfileEdit } from './profile-edit';
import { words } from './words';

/** Characters before the limit at which the counter appears. */
const shortOf = 100;
const icons = { public: 'globe', members: 'people', private: 'lock' } as const satisfies Record<string, IconName>;

/** Every field of one's own profile but the picture. */
export function ProfileFields(props: { edit: ProfileEdit }) {
  const { form } = props.edit;
  const left = () => textLimits.bio - [...form.values.bio].length;
  const typed = () => props.edit.typed();
  const saved = () => props.edit.saved();
  const isNarrower = () => visibilities.indexOf(typed().visibility) > visibilities.indexOf(saved().visibility);
  return (
    <div class="grid gap-5">
      <TextField
        {...form.bind('displayName')}
        label={words.fields.displayName}
        autocomplete="name"
        autocapitalize="words"
        required
      />
      <TextField
        {...form.bind('handle')}
        label={words.fields.handle}
        prefix="@"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        required
        hint={
          <>
            {words.handleLink} <span class="font-medium text-ink">{`${location.host}/@${typed().handle}`}</span>
            <Show when={typed().handle !== saved().handle}>
              <br />
              {words.oldHandle}
            </Show>
          </>
        }
      />
      <div class="grid items-start gap-5 sm:grid-cols-2">
        <TextField
          {...form.bind('pronouns')}
          label={words.fields.pronouns}
          optional={words.optional}
          hint={words.pronounsHint}
          autocomplete="off"
          autocapitalize="none"
        />
        <TextField
          {...form.bind('location')}
          label={words.fields.location}
          optional={words.optional}
          autocomplete="address-level2"
          autocapitalize="words"
        />
      </div>
      <TextField
        {...form.bind('website')}
        label={words.fields.website}
        optional={words.optional}
        hint={words.websiteHint}
        type="url"
        inputmode="url"
        autocomplete="url"
        autocapitalize="none"
        spellcheck={false}
      />
      <TextField
        {...form.bind('bio')}
        label={words.fields.bio}
        optional={words.optional}
        rows={4}
        autocapitalize="sentences"
        spellcheck
        left={left() <= shortOf ? left() : undefined}
      />
      <div class="grid gap-2">
        <RadioCards
          legend={words.fields.visibility}
          name="visibility"
          value={typed().visibility}
          onChange={(value) => form.set('visibility', value)}
          choices={visibilities.map((value) => ({ value, icon: icons[value], ...words.visibility[value] }))}
        />
        <p role="status" class="text-sm text-soft">
          <Show when={isNarrower()}>{words.narrower}</Show>
        </p>
      </div>
    </div>
  );
}
