import { useMutation } from '@tanstack/solid-query';
import { Match, Show, Switch } from 'solid-js';
import { failureOf } from '../../api/failure';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { useAccount } from '../account';
import { accountRequests } from '../account-requests';
import { saidHere } from '../said-here';
import { words } from './words';

/** Whether the address is verified; where it isn't, its link can be sent again. */
export function Verification(props: { email: string }) {
  const account = useAccount();
  const send = useMutation(() => ({ mutationFn: () => accountRequests.sendVerification(props.email) }));
  const problem = () => saidHere(send.error);
  return (
    <Switch>
      <Match when={account.data}>
        {(known) => (
          <>
            <div class="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <Show
                when={known().isVerified}
                fallback={<p class="text-[0.9375rem] text-soft">{words.email.unverified}</p>}
              >
                <p class="flex items-center gap-1.5 text-[0.9375rem] text-accent">
                  <Icon name="check" class="size-4.5" />
                  {words.email.verified}
                </p>
              </Show>
              <Show when={!known().isVerified}>
                <Button
                  class="px-3"
                  busy={send.isPending}
                  onClick={() => {
                    if (!send.isPending) send.mutate();
                  }}
                >
                  {words.email.sendAgain}
                </Button>
              </Show>
            </div>
            <Show when={problem()}>
              <Notice tone="bad" urgent>
                {problem()}
              </Notice>
            </Show>
            <div role="status" class="contents">
              <Show when={send.isSuccess && !known().isVerified}>
                <Notice>{words.email.sentAgain(props.email)}</Notice>
              </Show>
            </div>
          </>
        )}
      </Match>
      <Match when={account.error}>
        {(error) => (
          <Notice tone="bad" retry={{ label: words.email.retry, run: () => void account.refetch() }}>
            {failureOf(error()).message}
          </Notice>
        )}
      </Match>
      <Match when={true}>
        <div class="flex min-h-11 items-center" role="status" aria-label={words.email.loading}>
          <Skeleton class="h-5 w-28" />
        </div>
      </Match>
    </Switch>
  );
}
