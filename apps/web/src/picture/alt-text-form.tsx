import { Show, Suspense } from 'solid-js';
import { ConflictDialog } from '../me/late-conflict-dialog';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import type { AltTextEdit } from './alt-text-edit';
import { AltTextField } from './alt-text-field';
import { words } from './words';

/** The words for those who can't see the picture, saved by themselves. */
export function AltTextForm(props: { edit: AltTextEdit }) {
  const { form } = props.edit;
  return (
    <>
      <form
        novalidate
        class="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          // The button goes as soon as there is nothing to save.
          form.focus('altText');
          props.edit.save();
        }}
      >
        <AltTextField {...form.bind('altText')} />
        <Show when={props.edit.isDirty()}>
          <Show when={props.edit.isForAnother()}>
            <Notice urgent>{words.alt.forAnother}</Notice>
          </Show>
          <div class="flex flex-wrap gap-2">
            <Button type="submit" busy={props.edit.isSaving()}>
              {words.alt.save}
            </Button>
            <Show when={props.edit.isForAnother()}>
              <Button
                look="quiet"
                onClick={() => {
                  form.focus('altText');
                  props.edit.discard();
                }}
              >
                {words.alt.discard}
              </Button>
            </Show>
          </div>
        </Show>
      </form>
      <Show when={props.edit.conflict()}>
        <Suspense>
          <ConflictDialog
            edit={props.edit}
            nameOf={() => words.alt.label}
            textOf={(field, version) => version[field]}
          />
        </Suspense>
      </Show>
    </>
  );
}
