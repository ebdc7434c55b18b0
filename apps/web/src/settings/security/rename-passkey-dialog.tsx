import { useMutation } from '@tanstack/solid-query';
import { keyName } from '@visage/contract/api-key';
import { Show } from 'solid-js';
import { createForm } from '../../form/create-form';
import { guardUnsaved } from '../../shell/unsaved-changes';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { TextField } from '../../ui/text-field';
import { saidHere } from '../said-here';
import { askForPasskeys, type Passkey, renamePasskey } from './passkeys';
import { words } from './words';

export function RenamePasskeyDialog(props: { passkey: Passkey; onClose(): void }) {
  const text = words.passkeys;
  const form = createForm({ name: props.passkey.name }, { name: keyName });
  guardUnsaved({ hasUnsaved: () => form.values.name.trim() !== props.passkey.name, discard: () => props.onClose() });
  const rename = useMutation(() => ({
    mutationFn: async () => {
      await renamePasskey(props.passkey.id, form.parsed('name'));
      await askForPasskeys();
    },
    onSuccess: () => props.onClose(),
  }));
  return (
    <Dialog open title={text.rename} onClose={props.onClose}>
      <form
        novalidate
        class="mt-4 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!rename.isPending && form.check()) rename.mutate();
        }}
      >
        <Show when={saidHere(rename.error)}>
          {(message) => (
            <Notice tone="bad" urgent>
              {message()}
            </Notice>
          )}
        </Show>
        <TextField {...form.bind('name')} label={text.name} autocomplete="off" required />
        <DialogActions>
          <Button onClick={props.onClose}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={rename.isPending}>
            {text.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
