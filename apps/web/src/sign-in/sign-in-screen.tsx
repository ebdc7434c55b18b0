import { Navigate, useNavigate, useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { FormScreen } from '../form/form-screen';
import { useProviders } from '../providers/offered-providers';
import { ProviderButtons } from '../providers/provider-buttons';
import { providerProblem } from '../providers/provider-problem';
import { words as providerWords } from '../providers/words';
import { hasPasskeys } from '../session/passkeys';
import { useMe } from '../session/session';
import { Button } from '../ui/button';
import { textLink } from '../ui/text-link';
import { nextScreen } from './next-screen';
import { PasskeyButton } from './passkey-button';
import { createSignIn, SignInFields } from './sign-in-fields';
import { words } from './words';

export function SignInScreen() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const me = useMe();
  const goOn = () => navigate(nextScreen(search.next), { replace: true });
  const signIn = createSignIn(goOn);
  const providers = useProviders();
  const from = () =>
    typeof search.next === 'string' ? `/sign-in?${new URLSearchParams({ next: search.next })}` : '/sign-in';
  return (
    <FormScreen
      title={words.title}
      problem={signIn.problem() ? undefined : providerProblem(search.error)}
      onSubmit={signIn.submit}
      after={
        // Once it is known what stands above: nothing moves then.
        <Show when={providers()}>
          {words.newHere}{' '}
          <a href="/sign-up" class={textLink}>
            {words.signUp}
          </a>
        </Show>
      }
    >
      <Show when={me.isSuccess && me.data && !signIn.isPending()}>
        <Navigate href={nextScreen(search.next)} />
      </Show>
      <SignInFields signIn={signIn} />
      <Button type="submit" look="primary" busy={signIn.isPending()}>
        {words.submit}
      </Button>
      <a href="/forgot-password" class={`${textLink} justify-self-start`}>
        {words.forgot}
      </a>
      <PasskeyButton onSignedIn={goOn} />
      <ProviderButtons
        to={nextScreen(search.next)}
        from={from()}
        follows={hasPasskeys}
        hint={providerWords.newElsewhere}
      />
    </FormScreen>
  );
}
