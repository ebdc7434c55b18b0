import { A } from '@solidjs/router';
import type { PictureMetadata } from '@visage/contract/picture';
import { Show } from 'solid-js';
import { client } from '../api/client';
import { failureOf } from '../api/failure';
import { asQuery } from '../api/query-bridge';
import { useQuery } from '../api/use-query';
import { useAccount } from '../settings/account';
import { Button } from '../ui/button';
import { toast } from '../ui/toasts';
import { useImport } from './my-picture';
import { words } from './words';

const settings = asQuery('site.settings', client.site.settings);

interface GravatarProps {
  /** Another picture is being chosen or sent. */
  isBusy: boolean;
  onTaken(now: PictureMetadata): void;
}

/** Takes over the picture that Gravatar has for one's address, where the operator allows it. */
export function Gravatar(props: GravatarProps) {
  const allowed = useQuery(() => ({ ...settings.options(undefined), staleTime: Number.POSITIVE_INFINITY }));
  return (
    <Show when={allowed.data?.gravatarImport}>
      <OfVerified {...props} />
    </Show>
  );
}

function OfVerified(props: GravatarProps) {
  const account = useAccount();
  const take = useImport();
  const start = () => {
    if (take.isPending || props.isBusy) return;
    // Read now: it knows the picture that is about to be replaced.
    const { onTaken } = props;
    take.mutate(undefined, {
      onSuccess: onTaken,
      onError: (error) => toast({ message: failureOf(error).message, tone: 'bad' }),
    });
  };
  return (
    <Show when={account.data}>
      {(known) => (
        <Show
          when={known().isVerified}
          fallback={
            <p class="text-sm text-soft">
              {words.gravatar.unverified}{' '}
              <A href="/settings/account" class="text-ink underline">
                {words.gravatar.verify}
              </A>
            </p>
          }
        >
          <div class="grid justify-items-start gap-1.5">
            <Button busy={take.isPending} onClick={start}>
              {words.gravatar.take}
            </Button>
            <p class="text-sm text-soft">{words.gravatar.hint}</p>
          </div>
        </Show>
      )}
    </Show>
  );
}
