import { useMutation } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { authRequests } from '../../session/auth-requests';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { saidHere } from '../said-here';
import { words } from './words';

/** By a link to the person's address, as one that was forgotten: a session alone is no proof of who sits here. */
export function FirstPassword(props: { email: string }) {
  const text = words.password;
  const ask = useMutation(() => ({ mutationFn: () => authRequests.requestPasswordReset(props.email) }));
  return (
    <div class="grid gap-4">
      <p class="text-[0.9375rem] text-soft">{text.none}</p>
      <Show when={saidHere(ask.error)}>
        {(problem) => (
          <Notice tone="bad" urgent>
            {problem()}
          </Notice>
        )}
      </Show>
      <div role="status">
        <Show when={ask.isSuccess}>
          <Notice>{text.sent(props.email)}</Notice>
        </Show>
      </div>
      <Show when={!ask.isSuccess}>
        <Button class="justify-self-start" busy={ask.isPending} onClick={() => ask.mutate()}>
          {text.first}
        </Button>
      </Show>
    </div>
  );
}
