import { useMutation } from '@tanstack/solid-query';
import { email } from '@visage/contract/account';
import { Show } from 'solid-js';
import { failureOf } from '../api/failure';
import { createForm } from '../form/create-form';
import { FormScreen } from '../form/form-screen';
import { authRequests } from '../session/auth-requests';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';
import { textLink } from '../ui/text-link';
import { words } from './words';

export function ForgotScreen() {
  const form = createForm({ email: '' }, { email });
  const request = useMutation(() => ({
    mutationFn: () => authRequests.requestPasswordReset(form.parsed('email')),
  }));
  const text = words.forgot;
  return (
    <FormScreen
      title={request.isSuccess ? text.sentTitle : text.title}
      lead={request.isSuccess ? text.sent(form.parsed('email')) : text.lead}
      problem={request.error ? failureOf(request.error).message : undefined}
      onSubmit={() => {
        if (!request.isPending && form.check()) request.mutate();
      }}
      after={
        <a href="/sign-in" class={textLink}>
          {text.back}
        </a>
      }
    >
      <Show when={!request.isSuccess}>
        <TextField
          {...form.bind('email')}
          label={text.email}
          type="email"
          inputmode="email"
          autocomplete="email"
          autocapitalize="none"
          spellcheck={false}
          required
        />
        <Button type="submit" look="primary" busy={request.isPending}>
          {text.submit}
        </Button>
      </Show>
    </FormScreen>
  );
}
