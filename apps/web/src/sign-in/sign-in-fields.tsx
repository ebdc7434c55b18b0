import { useMutation } from '@tanstack/solid-query';
import { email } from '@visage/contract/account';
import { Show } from 'solid-js';
import * as z from 'zod/mini';
import { failureOf } from '../api/failure';
import { createForm } from '../form/create-form';
import { authRequests } from '../session/auth-requests';
import { afterSignIn } from '../session/session';
import { Notice } from '../ui/notice';
import { PasswordField } from '../ui/password-field';
import { TextField } from '../ui/text-field';
import { words } from './words';

const typed = z.string().check(z.minLength(1, words.passwordMissing));

/** Signing in, wherever it is asked for: on its screen, and in the dialog of a session that ended. */
export function createSignIn(onSignedIn: () => void, knownEmail = '') {
  const form = createForm({ email: knownEmail, password: '' }, { email, password: typed });
  const signIn = useMutation(() => ({
    mutationFn: async () => {
      await authRequests.signIn({ email: form.parsed('email'), password: form.values.password });
      await afterSignIn();
    },
    onSuccess: onSignedIn,
  }));
  return {
    form,
    isPending: () => signIn.isPending,
    problem: () => (signIn.error ? failureOf(signIn.error).message : undefined),
    submit: () => {
      if (!signIn.isPending && form.check()) signIn.mutate();
    },
  };
}

interface SignInFieldsProps {
  signIn: ReturnType<typeof createSignIn>;
  /** In a dialog, where the address is known already. */
  passwordFirst?: boolean;
}

export function SignInFields(props: SignInFieldsProps) {
  return (
    <>
      <Show when={props.signIn.problem()}>
        <Notice tone="bad" urgent>
          {props.signIn.problem()}
        </Notice>
      </Show>
      <TextField
        {...props.signIn.form.bind('email')}
        label={words.email}
        type="email"
        inputmode="email"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        required
      />
      <PasswordField
        {...props.signIn.form.bind('password')}
        label={words.password}
        autocomplete="current-password"
        show={words.show}
        autofocus={props.passwordFirst}
        required
      />
    </>
  );
}
