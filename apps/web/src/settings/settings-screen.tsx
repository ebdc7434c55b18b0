import { Navigate, useParams } from '@solidjs/router';
import type { OwnProfile } from '@visage/contract/profile';
import { type Accessor, Match, Show, Suspense, Switch } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { NotFoundScreen } from '../shell/not-found-screen';
import { ScreenTitle } from '../shell/screen-title';
import { SignedIn } from '../shell/signed-in';
import { Icon } from '../ui/icon';
import { createMediaQuery } from '../ui/media-query';
import { Skeleton } from '../ui/skeleton';
import { type Section, sections } from './sections';
import { SettingsList, SettingsNav } from './settings-nav';
import { words } from './words';

/**
 * A wide screen has the list of sections beside the one that is open. On a narrow one the list is a screen of its own,
 * from which a section is opened and to which it leads back.
 */
export function SettingsScreen() {
  const params = useParams<{ section?: string }>();
  const section = () => sections.find(({ path }) => path === params.section);
  const isWide = createMediaQuery('(min-width: 64rem)');
  return (
    <Switch
      fallback={
        <SignedIn waiting={<Waiting />}>
          {(me) => (
            <Show when={section()} fallback={<Overview />}>
              {(open) => <Opened section={open()} me={me} />}
            </Show>
          )}
        </SignedIn>
      }
    >
      <Match when={params.section !== undefined && !section()}>
        <NotFoundScreen />
      </Match>
      <Match when={params.section === undefined && isWide()}>
        <Navigate href="/settings/account" />
      </Match>
    </Switch>
  );
}

const page = 'page grid w-full grid-cols-1 content-start gap-6 py-8 sm:py-12';

function Overview() {
  return (
    <div class={`${page} max-w-2xl`}>
      <ScreenTitle title={words.title} />
      <SettingsList />
    </div>
  );
}

function Opened(props: { section: Section; me: Accessor<OwnProfile> }) {
  return (
    <div class={`${page} max-lg:pt-4 lg:grid-cols-[15rem_minmax(0,42rem)] lg:gap-16`}>
      <div class="sticky top-28 self-start max-lg:hidden">
        <SettingsNav />
      </div>
      <Show when={props.section} keyed>
        {({ path, Content }) => (
          <div class="grid grid-cols-1 content-start gap-8 max-lg:mx-auto max-lg:w-full max-lg:max-w-2xl">
            <div class="grid justify-items-start gap-1">
              <a
                href="/settings"
                class="-ms-2 inline-flex min-h-11 items-center gap-1 rounded-field px-2 text-[0.9375rem] text-soft hover:bg-hover hover:text-ink lg:hidden"
              >
                <Icon name="chevron" class="size-4 rotate-180 rtl:rotate-0" />
                {words.title}
              </a>
              <ScreenTitle title={`${words.sections[path].label} · ${words.title}`}>
                {words.sections[path].label}
              </ScreenTitle>
            </div>
            <Suspense fallback={<WaitingBlocks />}>
              <Dynamic component={Content} me={props.me()} />
            </Suspense>
          </div>
        )}
      </Show>
    </div>
  );
}

/** Takes the room of a section, whichever is open. */
function Waiting() {
  return (
    <div
      class={`${page} max-lg:pt-4 lg:grid-cols-[15rem_minmax(0,42rem)] lg:gap-16`}
      role="status"
      aria-label={words.loading}
    >
      <Skeleton class="h-64 w-full max-lg:hidden" />
      <div class="grid gap-8 max-lg:mx-auto max-lg:w-full max-lg:max-w-2xl">
        <Skeleton class="h-9 w-40 max-lg:mt-12" />
        <WaitingBlocks />
      </div>
    </div>
  );
}

function WaitingBlocks() {
  return (
    <>
      <Skeleton class="h-32 w-full rounded-card" />
      <Skeleton class="h-72 w-full rounded-card" />
    </>
  );
}
