import { For, Show } from 'solid-js';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import type { Edited, EditedField } from './merge-changes';
import type { ProfileEdit } from './profile-edit';
import { words } from './words';

/** Both versions side by side where they differ; nothing is lost until one is chosen. */
export function ConflictDialog(props: { edit: ProfileEdit }) {
  return (
    <Show when={props.edit.conflict()}>
      {(conflict) => (
        <Dialog open look="wide" title={words.conflict.title} onClose={props.edit.decideLater}>
          <p class="mt-2 text-soft">{words.conflict.why}</p>
          <dl class="mt-5 grid gap-4">
            <For each={conflict().overlap}>
              {(field) => (
                <div class="grid gap-2">
                  <dt class="text-sm font-medium">{words.fields[field]}</dt>
                  <dd class="grid gap-2 sm:grid-cols-2">
                    <Version label={words.conflict.mine} profile={conflict().mine} field={field} />
                    <Version label={words.conflict.theirs} profile={conflict().theirs} field={field} />
                  </dd>
                </div>
              )}
            </For>
          </dl>
          <DialogActions>
            <Button look="quiet" onClick={props.edit.decideLater}>
              {words.conflict.later}
            </Button>
            <Button onClick={() => void props.edit.keepTheirs()}>{words.conflict.keepTheirs}</Button>
            <Button look="primary" onClick={() => void props.edit.keepMine()}>
              {words.conflict.keepMine}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </Show>
  );
}

function Version(props: { label: string; profile: Edited; field: EditedField }) {
  const text = () =>
    props.field === 'visibility' ? words.visibility[props.profile.visibility].label : props.profile[props.field];
  return (
    <div class="rounded-field bg-sunken px-3.5 py-2.5">
      <p class="text-sm text-soft">{props.label}</p>
      <p class="whitespace-pre-line">{text() || <span class="text-soft">{words.conflict.empty}</span>}</p>
    </div>
  );
}
