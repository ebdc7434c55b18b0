import { useParams } from '@solidjs/router';
import type { Profile } from '@visage/contract/profile';
import { Match, Show, Switch } from 'solid-js';
import { failureOf } from '../api/failure';
import { ProfilePicture } from '../profile-picture/profile-picture';
import { largeSide } from '../profile-picture/sources';
import { useMe } from '../session/session';
import { FailedScreen } from '../shell/failed-screen';
import { NotFoundScreen } from '../shell/not-found-screen';
import { ScreenTitle } from '../shell/screen-title';
import { ButtonLink } from '../ui/button';
import { Skeleton } from '../ui/skeleton';
import { createPageHead } from './page-head';
import { handleIn, usePerson } from './person';
import { ProfileFacts } from './profile-facts';
import { words } from './words';

export function PersonScreen() {
  const params = useParams();
  const person = usePerson(() => handleIn(params.at));
  const kind = () => (person.error ? failureOf(person.error).kind : undefined);
  return (
    <Switch>
      <Match when={kind() === 'not_found' || kind() === 'invalid_input'}>
        <NotFoundScreen />
      </Match>
      <Match when={person.isPending}>
        <div class={frame} role="status" aria-label={words.loading}>
          <Skeleton class="size-40 rounded-full sm:size-48" />
          <Skeleton class="h-9 w-56" />
          <Skeleton class="h-5 w-72 max-w-full" />
        </div>
      </Match>
      <Match when={person.data}>{(profile) => <Person profile={profile()} />}</Match>
      <Match when={person.error}>
        {(error) => (
          <FailedScreen why={failureOf(error()).message} action={words.retry} onAction={() => void person.refetch()} />
        )}
      </Match>
    </Switch>
  );
}

const frame = 'page grid max-w-2xl justify-items-center gap-5 py-12 text-center sm:py-20';

function Person(props: { profile: Profile }) {
  createPageHead(() => props.profile);
  const me = useMe();
  const isMine = () => me.isSuccess && me.data?.id === props.profile.id;
  return (
    <div class={frame}>
      <ProfilePicture
        person={props.profile}
        alt={props.profile.picture?.altText || words.pictureOf(props.profile.displayName)}
        class="size-40 sm:size-48"
        side={largeSide}
      />
      <div class="grid justify-items-center gap-1">
        <ScreenTitle title={props.profile.displayName} />
        <p class="text-soft">
          <bdi>@{props.profile.handle}</bdi>
          <Show when={props.profile.pronouns}>
            {' '}
            · <bdi>{props.profile.pronouns}</bdi>
          </Show>
        </p>
      </div>
      <div class="grid max-w-xl justify-items-center gap-4 text-lg">
        <ProfileFacts profile={props.profile} />
      </div>
      <Show when={isMine()}>
        <Show when={props.profile.visibility !== 'public'}>
          <p class="text-sm text-soft">{props.profile.visibility === 'private' ? words.private : words.members}</p>
        </Show>
        <ButtonLink href="/me">{words.edit}</ButtonLink>
      </Show>
    </div>
  );
}
