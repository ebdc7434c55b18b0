import type { Profile } from '@visage/contract/profile';
import { Show } from 'solid-js';
import { Icon } from '../ui/icon';
import { textLink } from '../ui/text-link';
import { words } from './words';

/** Bio, place and website of a profile, what of them there is. */
export function ProfileFacts(props: { profile: Pick<Profile, 'bio' | 'location' | 'website'> }) {
  return (
    <>
      <Show when={props.profile.bio}>
        <p dir="auto" class="whitespace-pre-line own-direction">
          {props.profile.bio}
        </p>
      </Show>
      <Show when={props.profile.location || props.profile.website}>
        <ul class="flex flex-wrap gap-x-5 gap-y-1 text-[0.9375rem] text-soft">
          <Show when={props.profile.location}>
            <li class="inline-flex items-center gap-1.5">
              <Icon name="pin" class="size-4.5" />
              <span class="sr-only">{words.location}: </span>
              <bdi>{props.profile.location}</bdi>
            </li>
          </Show>
          <Show when={props.profile.website}>
            <li class="inline-flex items-center gap-1.5">
              <Icon name="link" class="size-4.5" />
              <span class="sr-only">{words.website}: </span>
              <a href={props.profile.website} rel="nofollow noopener" class={textLink}>
                {shortened(props.profile.website)}
              </a>
            </li>
          </Show>
        </ul>
      </Show>
    </>
  );
}

/** An address as people say it. */
function shortened(address: string): string {
  return address.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}
