import { textLimits } from '@visage/contract/limits';
import { createMemo, Show } from 'solid-js';
import { TextField } from '../ui/text-field';
import { Later } from './later';
import type { ProfileEdit } from './profile-edit';
import { VisibilityChoice } from './visibility-choice';
import { words } from './words';

/** Characters before the limit at which the counter appears. */
const shortOf = 100;

/** Every field of one's own profile but the picture. */
export function ProfileFields(props: { edit: ProfileEdit }) {
  const { form } = props.edit;
  const left = () => textLimits.bio - [...form.values.bio].length;
  // Not all that is typed: a letter in another field changes nothing here.
  const handle = () => form.parsed('handle');
  const visibility = createMemo(() => props.edit.typed().visibility);
  const saved = () => props.edit.saved();
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
            {words.handleLink} <span class="font-medium text-ink">{`${location.host}/@${handle()}`}</span>
            <Show when={handle() !== saved().handle}>
              <br />
              {words.oldHandle}
            </Show>
          </>
        }
      />
      <Later>
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
      </Later>
      <Later>
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
      </Later>
      <Later>
        <VisibilityChoice
          value={visibility()}
          saved={saved().visibility}
          onChange={(value) => form.set('visibility', value)}
        />
      </Later>
    </div>
  );
}
