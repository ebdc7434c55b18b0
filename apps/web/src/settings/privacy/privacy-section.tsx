import type { OwnProfile } from '@visage/contract/profile';
import { Show } from 'solid-js';
import { ConflictDialog } from '../../me/conflict-dialog';
import { SaveBar } from '../../me/save-bar';
import { VisibilityChoice } from '../../me/visibility-choice';
import { words as profileWords } from '../../me/words';
import { guardUnsaved } from '../../shell/unsaved-changes';
import { Switch } from '../../ui/switch';
import { createPrivacyEdit } from './privacy-edit';
import { words } from './words';

export function PrivacySection(props: { me: OwnProfile }) {
  const edit = createPrivacyEdit(() => props.me);
  guardUnsaved({ hasUnsaved: edit.isDirty, discard: edit.discard });
  const isNoLongerFound = () => edit.saved().lookupByEmail && !edit.chosen().lookupByEmail;
  return (
    <form
      novalidate
      class="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void edit.save();
      }}
    >
      <VisibilityChoice
        value={edit.chosen().visibility}
        saved={edit.saved().visibility}
        onChange={(visibility) => edit.choose({ visibility })}
      />
      <div class="grid gap-2">
        <Switch
          name="lookupByEmail"
          label={words.fields.lookupByEmail}
          hint={edit.chosen().lookupByEmail ? words.found.on : words.found.off}
          checked={edit.chosen().lookupByEmail}
          onChange={(lookupByEmail) => edit.choose({ lookupByEmail })}
        />
        <p role="status" class="text-sm text-soft">
          <Show when={isNoLongerFound()}>{words.found.narrower}</Show>
        </p>
      </div>
      <SaveBar edit={edit} />
      <ConflictDialog
        edit={edit}
        nameOf={(field) => words.fields[field]}
        textOf={(field, version) =>
          field === 'visibility'
            ? profileWords.visibility[version.visibility].label
            : words[version.lookupByEmail ? 'yes' : 'no']
        }
      />
    </form>
  );
}
