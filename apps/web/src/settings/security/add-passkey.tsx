import { useMutation } from '@tanstack/solid-query';
import { keyName } from '@visage/contract/api-key';
import { Show } from 'solid-js';
import { AuthError } from '../../api/failure';
import { createForm } from '../../form/create-form';
import { addPasskey } from '../../session/passkeys';
import { stillMe } from '../../session/session';
import { guardUnsaved } from '../../shell/unsaved-changes';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toasts';
import { saidHere } from '../said-here';
import { askForPasskeys } from './passkeys';
import { RenewForm } from './renew-form';
import { nameOfAgent } from './user-agent';
import { words } from './words';

/** Asks the browser for a passkey, under a name that tells where it is; for the password or another passkey first where the session is too old for that. */
export function AddPasskey(props: { email: string; onRenewed(): void }) {
  const text = words.passkeys;
  const here = { name: nameOfAgent(navigator.userAgent) };
  const form = createForm(here, { name: keyName });
  guardUnsaved({ hasUnsaved: () => form.values.name.trim() !== here.name, discard: () => form.reset(here) });
  const add = useMutation(() => ({
    mutationFn: async () => {
      const name = form.parsed('name');
      await stillMe();
      await addPasskey(name);
      return name;
    },
    onSuccess: (name) => {
      form.reset(here);
      void askForPasskeys();
      toast({ message: text.done(name) });
    },
  }));
  const isTooOld = () => add.error instanceof AuthError && add.error.code === 'SESSION_NOT_FRESH';
  return (
    <Show
      when={!isTooOld()}
      fallback={
        <RenewForm
          email={props.email}
          words={text.renew}
          onRenewed={() => {
            add.reset();
            props.onRenewed();
          }}
        />
      }
    >
      <form
        novalidate
        class="grid grid-cols-1 gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!add.isPending && form.check()) add.mutate();
        }}
      >
        <Show when={saidHere(add.error)}>
          {(message) => (
            <Notice tone="bad" urgent>
              {message()}
            </Notice>
          )}
        </Show>
        <TextField {...form.bind('name')} label={text.name} hint={text.hint} autocomplete="off" required />
        <Button type="submit" class="justify-self-start" busy={add.isPending}>
          {text.add}
        </Button>
      </form>
    </Show>
  );
}
