import { useMutation } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import * as z from 'zod/mini';
import { AuthError } from '../../api/failure';
import { createForm } from '../../form/create-form';
import { LateProviderButtons } from '../../providers/late-provider-buttons';
import { hasPasskeys } from '../../session/passkeys';
import { PasskeyButton } from '../../sign-in/passkey-button';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { PasswordField } from '../../ui/password-field';
import { renewByPasskey, renewByPassword } from '../renewal';
import { saidHere } from '../said-here';
import { words } from './words';

const typed = z.string().check(z.minLength(1, words.renew.missing));

/** Asks for the password or a passkey, since an older session is no proof of who sits here. */
export function RenewForm(props: { email: string; words: { why: string; submit: string }; onRenewed(): void }) {
  const text = words.renew;
  const form = createForm({ password: '' }, { password: typed });
  const renew = useMutation(() => ({
    mutationFn: () => renewByPassword(props.email, form.values.password),
    onSuccess: () => props.onRenewed(),
    onError: (error) => {
      if (isWrong(error)) form.refuse({ password: text.wrong });
    },
  }));
  const problem = () => {
    const { error } = renew;
    return error && isWrong(error) ? undefined : saidHere(error);
  };
  return (
    <form
      novalidate
      class="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!renew.isPending && form.check()) renew.mutate();
      }}
    >
      <Show when={problem()}>
        <Notice tone="bad" urgent>
          {problem()}
        </Notice>
      </Show>
      <p class="text-[0.9375rem]">{props.words.why}</p>
      <input type="text" name="username" autocomplete="username" value={props.email} readOnly hidden />
      <PasswordField
        {...form.bind('password')}
        label={text.password}
        autocomplete="current-password"
        show={words.password.show}
        required
      />
      <Button type="submit" class="justify-self-start" busy={renew.isPending}>
        {props.words.submit}
      </Button>
      <PasskeyButton by={renewByPasskey} onSignedIn={() => props.onRenewed()} />
      <LateProviderButtons to={location.pathname} from="/sign-in" follows={hasPasskeys} />
    </form>
  );
}

const isWrong = (error: Error) => error instanceof AuthError && error.code === 'INVALID_EMAIL_OR_PASSWORD';
