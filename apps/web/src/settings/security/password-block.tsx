import { useMutation } from '@tanstack/solid-query';
import { password } from '@visage/contract/account';
import { createSignal, Show } from 'solid-js';
import * as z from 'zod/mini';
import { AuthError } from '../../api/failure';
import { createForm } from '../../form/create-form';
import { useProviders } from '../../providers/offered-providers';
import { guardUnsaved } from '../../shell/unsaved-changes';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { PasswordField } from '../../ui/password-field';
import { Switch } from '../../ui/switch';
import { toast } from '../../ui/toasts';
import { changePassword, useHasPassword } from '../account';
import { Block } from '../block';
import { saidHere } from '../said-here';
import { FirstPassword } from './first-password';
import { words } from './words';

const empty = { current: '', next: '' };
const typed = z.string().check(z.minLength(1, words.password.missing));

/** Changes the password, or gives who has none their first. */
export function PasswordBlock(props: { email: string }) {
  const providers = useProviders();
  const has = useHasPassword(() => Boolean(providers()?.length));
  const hasNone = () => has.data === false;
  const isKnown = () => providers()?.length === 0 || !has.isPending || has.failureCount > 0;
  return (
    <Block title={words.password.title}>
      <Show
        when={hasNone()}
        fallback={
          // Nearly everyone has one: its room is kept until that is known.
          <div inert={!isKnown()} class={isKnown() ? undefined : 'invisible'}>
            <ChangePassword email={props.email} />
          </div>
        }
      >
        <FirstPassword email={props.email} />
      </Show>
    </Block>
  );
}

/** `email` is for the browser's password manager, which keeps both together. */
function ChangePassword(props: { email: string }) {
  const text = words.password;
  const form = createForm(empty, { current: typed, next: password });
  const [endsOthers, setEndsOthers] = createSignal(true);
  const discard = () => form.reset(empty);
  guardUnsaved({ hasUnsaved: () => form.values.current !== '' || form.values.next !== '', discard });
  const change = useMutation(() => ({
    mutationFn: changePassword,
    onSuccess: (_, { revokeOtherSessions }) => {
      discard();
      toast({ message: revokeOtherSessions ? text.savedAndEnded : text.saved });
    },
    onError: (error) => form.refuse(fieldsOf(error)),
  }));
  const problem = () => {
    const { error } = change;
    return error && Object.keys(fieldsOf(error)).length > 0 ? undefined : saidHere(error);
  };
  const submit = () => {
    if (change.isPending || !form.check()) return;
    const { current, next } = form.values;
    change.mutate({ currentPassword: current, newPassword: next, revokeOtherSessions: endsOthers() });
  };
  return (
    <form
      novalidate
      class="grid gap-5"
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
      <input type="text" name="username" autocomplete="username" value={props.email} readOnly hidden />
      <PasswordField
        {...form.bind('current')}
        label={text.current}
        autocomplete="current-password"
        show={text.show}
        required
      />
      <PasswordField
        {...form.bind('next')}
        label={text.next}
        hint={text.hint}
        autocomplete="new-password"
        show={text.show}
        required
      />
      <Switch
        name="end-others"
        label={text.endOthers}
        hint={endsOthers() ? text.endOthersOn : text.endOthersOff}
        checked={endsOthers()}
        onChange={setEndsOthers}
      />
      <Button type="submit" class="justify-self-start" busy={change.isPending}>
        {text.submit}
      </Button>
    </form>
  );
}

/** Which field a refusal is about, and what it says there. */
function fieldsOf(error: Error): Record<string, string> {
  if (!(error instanceof AuthError)) return {};
  if (error.code === 'INVALID_PASSWORD') return { current: error.message };
  return error.code.startsWith('PASSWORD_TOO_') ? { next: error.message } : {};
}
