import type { Profile } from '@visage/contract/profile';
import { Show } from 'solid-js';
import { ProfilePicture } from '../profile-picture/profile-picture';
import { Skeleton } from '../ui/skeleton';

/** As high with a bio as without one, so that all rows are alike. */
const frame = 'card flex h-full min-h-26.5 items-center gap-4 p-4';

/** One person in the directory; all of it leads to their profile. */
export function PersonCard(props: { person: Profile }) {
  return (
    <a
      href={`/@${props.person.handle}`}
      class={`${frame} no-underline transition-colors hover:border-edge hover:bg-hover`}
    >
      <ProfilePicture person={props.person} alt="" class="size-16" side={64} lazy />
      <span class="grid min-w-0 gap-0.5">
        <span dir="auto" class="truncate font-semibold own-direction">
          {props.person.displayName}
        </span>
        <span class="truncate text-sm text-soft">
          <bdi>@{props.person.handle}</bdi>
          <Show when={props.person.pronouns}>
            {' '}
            · <bdi>{props.person.pronouns}</bdi>
          </Show>
        </span>
        <Show when={props.person.bio}>
          <span dir="auto" class="truncate text-sm text-soft own-direction">
            {props.person.bio}
          </span>
        </Show>
      </span>
    </a>
  );
}

/** As large as the card that will take its place. */
export function PersonCardSkeleton() {
  return (
    <div class={frame} aria-hidden="true">
      <Skeleton class="size-16 shrink-0 rounded-full" />
      <div class="grid grow gap-2">
        <Skeleton class="h-4 w-3/5" />
        <Skeleton class="h-3.5 w-2/5" />
      </div>
    </div>
  );
}
