import { useMutation } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { failureOf } from '../api/failure';
import { hasPasskeys, signInByPasskey } from '../session/passkeys';
import { afterSignIn } from '../session/session';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { words } from './words';

/** Signing in without typing anything, where the browser can. */
export function PasskeyButton(props: { onSignedIn(): void }) {
  const signIn = useMutation(() => ({
    mutationFn: async () => {
      await signInByPasskey();
      await afterSignIn();
    },
    onSuccess: () => props.onSignedIn(),
  }));
  return (
    <Show when={hasPasskeys}>
      <p aria-hidden="true" class="flex items-center gap-3 text-sm text-soft">
        <span class="h-px grow bg-line" />
        {words.or}
        <span class="h-px grow bg-line" />
      </p>
      <Show when={signIn.error}>
        {(error) => (
          <Notice tone="bad" urgent>
            {failureOf(error()).message}
          </Notice>
        )}
      </Show>
      <Button
        busy={signIn.isPending}
        onClick={() => {
          if (!signIn.isPending) signIn.mutate();
        }}
      >
        <Show when={!signIn.isPending}>
          <Icon name="key" class="size-4.5" />
        </Show>
        {words.passkey}
      </Button>
    </Show>
  );
}
