import { For, Show } from 'solid-js';
import { farewell } from '../session/farewell';
import { seemsSignedIn, useMe } from '../session/session';
import { ScreenTitle } from '../shell/screen-title';
import { ButtonLink } from '../ui/button';
import { Notice } from '../ui/notice';
import { Demonstration } from './demonstration';
import { words } from './words';

export function LandingScreen() {
  const me = useMe();
  const isErased = farewell.take();
  return (
    <div class="page grid gap-16 py-10 sm:py-16 lg:gap-24 lg:py-24">
      <Show when={isErased}>
        <div class="-mb-6 lg:-my-12">
          <Notice urgent>{words.erased}</Notice>
        </div>
      </Show>
      <div class="grid items-center gap-10 lg:grid-cols-[1.1fr_1fr] lg:gap-16">
        <div class="grid gap-6">
          <ScreenTitle title={words.title} class="text-4xl leading-[1.08] font-semibold sm:text-5xl lg:text-6xl">
            {words.headline}
          </ScreenTitle>
          <p class="max-w-xl text-lg text-soft sm:text-xl">{words.lead}</p>
          <div class="flex flex-wrap gap-3">
            <Show
              when={seemsSignedIn(me)}
              fallback={
                <>
                  <ButtonLink href="/sign-up" look="primary" class="px-6">
                    {words.signUp}
                  </ButtonLink>
                  <ButtonLink href="/sign-in" class="px-6">
                    {words.signIn}
                  </ButtonLink>
                </>
              }
            >
              <ButtonLink href="/me" look="primary" class="px-6">
                {words.myProfile}
              </ButtonLink>
              <ButtonLink href="/people" class="px-6">
                {words.people}
              </ButtonLink>
            </Show>
          </div>
        </div>
        <Demonstration />
      </div>
      <div class="grid gap-8 border-t border-line pt-10 sm:grid-cols-3">
        <For each={words.facts}>
          {(fact) => (
            <div class="grid content-start gap-2">
              <h2 class="text-lg font-semibold">{fact.title}</h2>
              <p class="text-soft">{fact.text}</p>
            </div>
          )}
        </For>
      </div>
    </div>
  );
}
