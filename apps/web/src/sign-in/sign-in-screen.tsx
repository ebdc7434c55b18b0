import { A, Navigate, useNavigate, useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { FormScreen } from '../form/form-screen';
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
  return (
    <FormScreen
      title={words.title}
      onSubmit={signIn.submit}
      after={
        <>
          {words.newHere}{' '}
          <A href="/sign-up" class={textLink}>
            {words.signUp}
          </A>
        </>
      }
    >
      <Show when={me.isSuccess && me.data && !signIn.isPending()}>
        <Navigate href={nextScreen(search.next)} />
      </Show>
      <SignInFields signIn={signIn} />
      <Button type="submit" look="primary" busy={signIn.isPending()}>
        {words.submit}
      </Button>
      <A href="/forgot-password" class={`${textLink} justify-self-start`}>
        {words.forgot}
      </A>
      <PasskeyButton onSignedIn={goOn} />
    </FormScreen>
  );
}
