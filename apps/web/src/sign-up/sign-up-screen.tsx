import { Navigate, useNavigate, useSearchParams } from '@solidjs/router';
import { useMutation } from '@tanstack/solid-query';
import { email, password } from '@visage/contract/account';
import { displayName } from '@visage/contract/profile';
import { createSignal, Show } from 'solid-js';
import { AuthError, failureOf } from '../api/failure';
import { createForm } from '../form/create-form';
import { FormScreen } from '../form/form-screen';
import { useProviders } from '../providers/offered-providers';
import { ProviderButtons } from '../providers/provider-buttons';
import { providerProblem } from '../providers/provider-problem';
import { authRequests } from '../session/auth-requests';
import { afterSignIn, useMe } from '../session/session';
import { Button } from '../ui/button';
import { PasswordField } from '../ui/password-field';
import { Switch } from '../ui/switch';
import { TextField } from '../ui/text-field';
import { textLink } from '../ui/text-link';
import { words } from './words';

export function SignUpScreen() {
  const navigate = useNavigate();
  const me = useMe();
  const [search] = useSearchParams();
  const providers = useProviders();
  const [isPublic, setPublic] = createSignal(true);
  const form = createForm({ name: '', email: '', password: '' }, { name: displayName, email, password });
  const signUp = useMutation(() => ({
    mutationFn: async () => {
      await authRequests.signUp({
        name: form.parsed('name'),
        email: form.parsed('email'),
        password: form.values.password,
        visibility: isPublic() ? 'public' : 'private',
      });
      await afterSignIn();
    },
    onSuccess: () => navigate('/me', { replace: true }),
    onError: (error) => {
      const fields = fieldsOf(error);
      if (Object.keys(fields).length > 0) form.refuse(fields);
    },
  }));
  const problem = () => {
    const { error } = signUp;
    if (!error) return signUp.isPending ? undefined : providerProblem(search.error);
    return Object.keys(fieldsOf(error)).length === 0 ? failureOf(error).message : undefined;
  };
  return (
    <FormScreen
      title={words.title}
      lead={words.lead}
      problem={problem()}
      onSubmit={() => {
        if (!signUp.isPending && form.check()) signUp.mutate();
      }}
      after={
        // Once it is known what stands above: nothing moves then.
        <Show when={providers()}>
          {words.already}{' '}
          <a href="/sign-in" class={textLink}>
            {words.signIn}
          </a>
        </Show>
      }
    >
      <Show when={me.isSuccess && me.data && !signUp.isPending}>
        <Navigate href="/me" />
      </Show>
      <TextField
        {...form.bind('name')}
        label={words.name}
        hint={words.nameHint}
        autocomplete="name"
        autocapitalize="words"
        required
      />
      <TextField
        {...form.bind('email')}
        label={words.email}
        type="email"
        inputmode="email"
        autocomplete="email"
        autocapitalize="none"
        spellcheck={false}
        required
      />
      <PasswordField
        {...form.bind('password')}
        label={words.password}
        hint={words.passwordHint}
        autocomplete="new-password"
        show={words.show}
        required
      />
      <Switch
        name="visible"
        label={words.visible}
        hint={isPublic() ? words.visibleOn : words.visibleOff}
        checked={isPublic()}
        onChange={setPublic}
      />
      <Button type="submit" look="primary" busy={signUp.isPending}>
        {words.submit}
      </Button>
      <ProviderButtons to="/me" from="/sign-up" visibility={isPublic() ? 'public' : 'private'} />
    </FormScreen>
  );
}

/** What is wrong with which field; a taken address is the address's. */
function fieldsOf(error: Error): Record<string, string> {
  const { message, fields } = failureOf(error);
  if (error instanceof AuthError && error.code.startsWith('USER_ALREADY_EXISTS')) return { email: message };
  if (error instanceof AuthError && error.code.startsWith('PASSWORD_')) return { password: message };
  return fields;
}
