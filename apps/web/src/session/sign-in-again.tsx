import { PasskeyButton } from '../sign-in/passkey-button';
import { createSignIn, SignInFields } from '../sign-in/sign-in-fields';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { cachedMe, notNow } from './session';
import { words } from './words';

/** Over whatever was being edited when the session ended; the form beneath keeps what was typed. */
export function SignInAgain() {
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
      </form>
    </Dialog>
  );
}
