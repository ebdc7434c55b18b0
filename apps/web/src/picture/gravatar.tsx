import type { PictureMetadata } from '@visage/contract/picture';
import { Match, Switch } from 'solid-js';
import { Button } from '../ui/button';
import type { GravatarOffer } from './gravatar-offer';
import type { useImport } from './my-picture';
import { sayFailure } from './say-changed';
import { words } from './words';

interface GravatarProps {
  offer: GravatarOffer | undefined;
  /** Another picture is being chosen or sent. */
  isBusy: boolean;
  take: ReturnType<typeof useImport>;
  onTaken(now: PictureMetadata): void;
}

/** Takes over the picture that Gravatar has for one's address, where the operator allows it. */
export function Gravatar(props: GravatarProps) {
  const start = () => {
    if (props.take.isPending || props.isBusy) return;
    // Read now: it knows the picture that is about to be replaced.
    const { onTaken } = props;
    props.take.mutateAsync().then(onTaken, sayFailure);
  };
  return (
    <Switch>
      <Match when={props.offer === 'unverified'}>
        <p class="text-sm text-soft">
          {words.gravatar.unverified}{' '}
          <a href="/settings/account" class="text-ink underline">
            {words.gravatar.verify}
          </a>
        </p>
      </Match>
      <Match when={props.offer === 'open'}>
        <div class="grid justify-items-start gap-1.5">
          <Button busy={props.take.isPending} onClick={start}>
            {words.gravatar.take}
          </Button>
          <p class="text-sm text-soft">{words.gravatar.hint}</p>
        </div>
      </Match>
    </Switch>
  );
}
