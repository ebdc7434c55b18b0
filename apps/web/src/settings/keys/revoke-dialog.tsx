import { useMutation } from '@tanstack/solid-query';
import type { ApiKey } from '@visage/contract/api-key';
import { Show } from 'solid-js';
import { client } from '../../api/client';
import { failureOf } from '../../api/failure';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { toast } from '../../ui/toasts';
import { saidHere } from '../said-here';
import { askForKeys } from './keys';
import { words } from './words';

export function RevokeDialog(props: { held: ApiKey; onClose(): void; onRevoked(): void }) {
  const text = words.revoke;
  const revoke = useMutation(() => ({
    mutationFn: async () => {
      await client.apiKey.revoke.mutate({ id: props.held.id }).catch((error) => {
        // One that has ended already, or was revoked elsewhere, is revoked.
        if (failureOf(error).kind !== 'not_found') throw error;
      });
      await askForKeys();
    },
    onSuccess: () => {
      toast({ message: text.done(props.held.name) });
      props.onRevoked();
    },
  }));
  return (
    <Dialog open title={text.question(props.held.name)} onClose={props.onClose}>
      <p class="mt-3 text-[0.9375rem] text-soft">{text.why}</p>
      <Show when={saidHere(revoke.error)}>
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
          busy={revoke.isPending}
          onClick={() => {
            if (!revoke.isPending) revoke.mutate();
          }}
        >
          {text.submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
