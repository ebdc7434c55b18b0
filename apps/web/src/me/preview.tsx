import { type OwnProfile, profileFields } from '@visage/contract/profile';
import { Show } from 'solid-js';
import { ProfileFacts } from '../person/profile-facts';
import { ProfilePicture } from '../profile-picture/profile-picture';
import type { Edited } from './merge-changes';
import { words } from './words';

/** The public card as it will be, following every keystroke. */
export function Preview(props: { typed: Edited; me: OwnProfile }) {
  // Half an address is no link yet, and what is no web address never becomes one.
  const website = () => (profileFields.website.safeParse(props.typed.website).success ? props.typed.website : '');
  return (
    <section aria-labelledby="preview" class="grid gap-3">
      <h2 id="preview" class="text-sm font-medium text-soft">
        {words.preview}
      </h2>
      <div class="card grid grid-cols-1 justify-items-center gap-4 p-6 text-center">
        <ProfilePicture person={props.me} alt="" class="size-28" side={112} />
        <div class="grid gap-0.5">
          <p class="text-xl font-semibold">{props.typed.displayName || words.noName}</p>
          <p class="text-[0.9375rem] text-soft">
            <bdi>@{props.typed.handle}</bdi>
            <Show when={props.typed.pronouns}> · {props.typed.pronouns}</Show>
          </p>
        </div>
        <div class="grid justify-items-center gap-3 text-[0.9375rem]">
          <ProfileFacts profile={{ ...props.typed, website: website() }} />
        </div>
      </div>
    </section>
  );
}
