import { useNavigate, useSearchParams } from '@solidjs/router';
import { useMutation } from '@tanstack/solid-query';
import { password } from '@visage/contract/account';
import { Show } from 'solid-js';
import { AuthError, failureOf } from '../api/failure';
import { createForm } from '../form/create-form';
import { FormScreen } from '../form/form-screen';
import { authRequests } from '../session/auth-requests';
import { Button } from '../ui/button';
import { PasswordField } from '../ui/password-field';
import { textLink } from '../ui/text-link';
import { toast } from '../ui/toasts';
import { words } from './words';

export function ResetScreen() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const token = () => (typeof search.token === 'string' ? search.token : '');
  const form = createForm({ password: '' }, { password });
  const reset = useMutation(() => ({
    mutationFn: () => authRequests.resetPassword(token(), form.values.password),
    onSuccess: () => {
      toast({ message: words.reset.done });
      navigate('/sign-in', { replace: true });
    },
  }));
  const isDead = () => token() === '' || (reset.error instanceof AuthError && reset.error.code === 'INVALID_TOKEN');
  const text = words.reset;
  return (
    <FormScreen
      title={isDead() ? text.expiredTitle : text.title}
      lead={isDead() ? text.expired : text.lead}
      problem={reset.error && !isDead() ? failureOf(reset.error).message : undefined}
      onSubmit={() => {
        if (!reset.isPending && form.check()) reset.mutate();
      }}
    >
      <Show
        when={!isDead()}
        fallback={
          <a href="/forgot-password" class={textLink}>
            {text.again}
          </a>
        }
      >
        <PasswordField
          {...form.bind('password')}
          label={text.password}
          hint={text.hint}
          autocomplete="new-password"
          show={text.show}
          required
        />
        <Button type="submit" look="primary" busy={reset.isPending}>
          {text.submit}
        </Button>
      </Show>
    </FormScreen>
  );
}
