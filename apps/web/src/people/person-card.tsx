import type { Profile } from '@visage/contract/profile';
import { createMemo, Show } from 'solid-js';
import { ProfilePicture } from '../profile-picture/profile-picture';
import { Skeleton } from '../ui/skeleton';

/** As high with a bio as without one, so that all rows are alike. */
const frame = 'card flex h-full min-h-26.5 items-center gap-4 p-4';

interface PersonCardProps {
  person: Profile;
  /** The card is scrolled past: nobody sees its picture, and those that are seen in the end would have to wait for it. */
  passing: boolean;
}

/** One person in the directory; all of it leads to their profile. */
export function PersonCard(props: PersonCardProps) {
  const hasPicture = createMemo<boolean>((had) => had || !props.passing, false);
  return (
    // Its colours change at once: cards that fade as they pass below a pointer at rest are a fourth of what scrolling costs.
    <a href={`/@${props.person.handle}`} class={`${frame} no-underline hover:border-edge hover:bg-hover`}>
      <ProfilePicture person={props.person} alt="" class="size-16" side={64} lazy later={!hasPicture()} />
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
