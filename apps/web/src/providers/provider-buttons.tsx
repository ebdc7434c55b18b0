import { useMutation } from '@tanstack/solid-query';
import type { Visibility } from '@visage/contract/profile';
import type { SignInProvider } from '@visage/contract/site';
import { For, onCleanup, Show } from 'solid-js';
import { failureOf } from '../api/failure';
import { authRequests } from '../session/auth-requests';
import { keepFocus } from '../sign-in/keep-focus';
import { OrLine } from '../sign-in/or-line';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { useProviders } from './offered-providers';
import { words } from './words';

interface ProviderButtonsProps {
  /** The page to come back to, as a path of this site: signed in, and after all else. */
  to: string;
  from: string;
  /** Of the profile that is made for someone new. */
  visibility?: Visibility;
  /** Another way to sign in stands above, after a line of its own. */
  follows?: boolean;
  /** What else is to be known before one of them is pressed. */
  hint?: string;
}

/** Leaves the page for GitHub or Google, where the operator offers them. */
export function ProviderButtons(props: ProviderButtonsProps) {
  const providers = useProviders();
  const leave = useMutation(() => ({
    mutationFn: async (provider: SignInProvider) => {
      const { to, from, visibility } = props;
      location.assign(await authRequests.signInWith(provider, { to, from, visibility }));
    },
  }));
  // Until the next page is there, it is still under way; a page that Back brings out of memory is free again.
  const isUnderWay = (provider: SignInProvider) => (leave.isPending || leave.isSuccess) && leave.variables === provider;
  const reset = ({ persisted }: PageTransitionEvent) => persisted && leave.reset();
  addEventListener('pageshow', reset);
  onCleanup(() => removeEventListener('pageshow', reset));
  return (
    <Show when={providers()?.length}>
      <Show when={!props.follows}>
        <OrLine />
      </Show>
      <Show when={leave.error}>
        {(error) => (
          <Notice tone="bad" urgent>
            {failureOf(error()).message}
          </Notice>
        )}
      </Show>
      <For each={providers()}>
        {(provider) => (
          <Button busy={isUnderWay(provider)} onMouseDown={keepFocus} onClick={() => leave.mutate(provider)}>
            {words.goOnWith[provider]}
          </Button>
        )}
      </For>
      <Show when={props.hint}>
        <p class="text-sm text-soft">{props.hint}</p>
      </Show>
    </Show>
  );
}
