import { useMutation } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { failureOf } from '../api/failure';
import { hasPasskeys, signInByPasskey } from '../session/passkeys';
import { afterSignIn, isSomeoneElse } from '../session/session';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { keepFocus } from './keep-focus';
import { OrLine } from './or-line';
import { words } from './words';

interface PasskeyButtonProps {
  /** How it is done, where more belongs to it than signing in. */
  by?(): Promise<void>;
  /** Not called when it was someone else's than the one's whom the page shows: what was to follow was asked by them. */
  onSignedIn(): void;
}

/** Signing in without typing anything, where the browser can. Whether the person has a passkey, only their device knows. */
export function PasskeyButton(props: PasskeyButtonProps) {
  const signIn = useMutation(() => ({
    mutationFn: async () => {
      if (props.by) return props.by();
      await signInByPasskey();
      await afterSignIn();
    },
    onSuccess: () => {
      if (!isSomeoneElse()) props.onSignedIn();
    },
  }));
  return (
    <Show when={hasPasskeys}>
      <OrLine />
      <Show when={signIn.error}>
        {(error) => (
          <Notice tone="bad" urgent>
            {failureOf(error()).message}
          </Notice>
        )}
      </Show>
      <Button
        busy={signIn.isPending}
        onMouseDown={keepFocus}
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
