import { Show } from 'solid-js';
import { useProviders } from '../providers/offered-providers';
import { keepFocus } from '../sign-in/keep-focus';
import { PasskeyButton } from '../sign-in/passkey-button';
import { createSignIn, SignInFields } from '../sign-in/sign-in-fields';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { textLink } from '../ui/text-link';
import { cachedMe, notNow } from './session';
import { words } from './words';

/** Over whatever was being edited when the session ended; the form beneath keeps what was typed. */
export function SignInAgain() {
  const providers = useProviders();
  const signIn = createSignIn(() => {}, cachedMe()?.email);
  return (
    <Dialog open title={words.again.title} onClose={notNow}>
      <p class="mt-2 mb-5 text-soft">{words.again.why}</p>
      <form
        novalidate
        class="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.submit();
        }}
      >
        <SignInFields signIn={signIn} passwordFirst />
        <DialogActions>
          <Button look="quiet" onClick={notNow}>
            {words.again.leave}
          </Button>
          <Button type="submit" look="primary" busy={signIn.isPending()}>
            {words.again.submit}
          </Button>
        </DialogActions>
        <PasskeyButton onSignedIn={() => {}} />
        {/* To leave this page would be to lose what was typed on it. */}
        <Show when={providers()?.length}>
          <p class="text-sm text-soft">
            <a href="/sign-in" target="_blank" rel="noopener" class={textLink} onMouseDown={keepFocus}>
              {words.again.elsewhere}
            </a>
            . {words.again.elsewhereWhy}
          </p>
        </Show>
      </form>
    </Dialog>
  );
}
