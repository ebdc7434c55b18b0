import { useMutation } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { toast } from '../../ui/toasts';
import { saidHere } from '../said-here';
import { askForPasskeys, type Passkey, removePasskey } from './passkeys';
import { words } from './words';

export function RemovePasskeyDialog(props: { passkey: Passkey; onClose(): void; onRemoved(): void }) {
  const text = words.passkeys;
  const name = () => props.passkey.name || text.unnamed;
  const remove = useMutation(() => ({
    mutationFn: async () => {
      await removePasskey(props.passkey.id);
      await askForPasskeys();
    },
    onSuccess: () => {
      toast({ message: text.removed(name()) });
      props.onRemoved();
    },
  }));
  return (
    <Dialog open title={text.question(name())} onClose={props.onClose}>
      <p class="mt-3 text-[0.9375rem] text-soft">{text.why}</p>
      <Show when={saidHere(remove.error)}>
        {(message) => (
          <div class="mt-4">
            <Notice tone="bad" urgent>
              {message()}
            </Notice>
          </div>
        )}
      </Show>
      <DialogActions>
        <Button onClick={props.onClose}>{text.keep}</Button>
        <Button
          look="danger"
          busy={remove.isPending}
          onClick={() => {
            if (!remove.isPending) remove.mutate();
          }}
        >
          {text.remove}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
