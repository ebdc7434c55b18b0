import { useMutation } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { client } from '../../api/client';
import { failureOf } from '../../api/failure';
import { createForm } from '../../form/create-form';
import { LateProviderButtons } from '../../providers/late-provider-buttons';
import { hasPasskeys } from '../../session/passkeys';
import { leaveErased, stillMe } from '../../session/session';
import { PasskeyButton } from '../../sign-in/passkey-button';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { PasswordField } from '../../ui/password-field';
import { TextField } from '../../ui/text-field';
import { renewByPasskey } from '../renewal';
import { saidHere } from '../said-here';
import { words } from './words';

/** Says what goes and what stays out there, and erases only after the handle was typed. */
export function EraseDialog(props: { handle: string; onClose(): void }) {
  const text = words.erase;
  const form = createForm({ handle: '', password: '' }, {});
  const [needsPassword, setNeedsPassword] = createSignal(false);
  const erase = useMutation(() => ({
    mutationFn: async (password: string) => {
      // The handle that was typed is that of who is shown here.
      await stillMe();
      return client.account.delete.mutate(password === '' ? undefined : { password });
    },
    onSuccess: leaveErased,
    onError: (error, password) => {
      if (failureOf(error).kind !== 'password_required') return;
      setNeedsPassword(true);
      if (password === '') form.focus('password');
      else form.refuse({ password: text.passwordWrong });
    },
  }));
  // Until the next page is there, it is still under way.
  const isUnderWay = () => erase.isPending || erase.isSuccess;
  const problem = () => {
    const { error } = erase;
    return error && failureOf(error).kind === 'password_required' ? undefined : saidHere(error);
  };
  const close = () => {
    if (!isUnderWay()) props.onClose();
  };
  const submit = () => {
    const { handle, password } = form.values;
    if (isUnderWay()) return;
    if (handle.trim().replace(/^@/, '').toLowerCase() !== props.handle) {
      return form.refuse({ handle: text.mismatch(props.handle) });
    }
    if (needsPassword() && password === '') return form.refuse({ password: text.passwordMissing });
    erase.mutate(needsPassword() ? password : '');
  };
  return (
    <Dialog open title={text.question} onClose={close}>
      {/* What it says comes before what it asks: the focus starts here. */}
      <div tabIndex={-1} autofocus class="mt-4 grid gap-4 text-[0.9375rem] outline-none">
        <div class="grid gap-2">
          <p class="font-medium">{text.erasedTitle}</p>
          <ul class="grid list-disc gap-1 ps-5 text-soft">
            <For each={text.erased}>{(line) => <li>{line}</li>}</For>
          </ul>
        </div>
        <p class="text-soft">{text.handle(props.handle)}</p>
        <div class="grid gap-2">
          <p class="font-medium">{text.recallTitle}</p>
          <p class="text-soft">{text.recall}</p>
        </div>
      </div>
      <form
        novalidate
        class="mt-6 grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Show when={problem()}>
          <Notice tone="bad" urgent>
            {problem()}
          </Notice>
        </Show>
        <TextField
          {...form.bind('handle')}
          label={text.confirm(props.handle)}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          required
        />
        <Show when={needsPassword()}>
          <PasswordField
            {...form.bind('password')}
            label={text.password}
            hint={text.passwordHint}
            autocomplete="current-password"
            show={text.show}
            required
          />
          <PasskeyButton
            by={renewByPasskey}
            onSignedIn={() => {
              // The button that was pressed goes.
              form.focus('handle');
              setNeedsPassword(false);
              submit();
            }}
          />
          <LateProviderButtons to={location.pathname} from="/sign-in" follows={hasPasskeys} />
        </Show>
        <DialogActions>
          <Button onClick={close}>{text.keep}</Button>
          <Button type="submit" look="danger" busy={isUnderWay()}>
            {text.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
