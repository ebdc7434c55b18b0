import { Match, Switch } from 'solid-js';
import { seemsSignedIn, useMe } from '../session/session';
import { AfterPaint } from '../ui/after-paint';
import { ButtonLink } from '../ui/button';
import { useCurrentPage } from '../ui/current-page';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { AccountMenu } from './account-menu';
import { ThemeMenu } from './theme-menu';
import { words } from './words';

export function Header() {
  const me = useMe();
  const current = useCurrentPage();
  return (
    <header class="sticky top-0 z-30 border-b border-line bg-canvas">
      <div class="page flex min-h-16 items-center gap-1 sm:gap-2">
        <a
          href="/"
          aria-label={words.home}
          aria-current={current('/')}
          class="me-2 flex min-h-11 items-center gap-2 text-lg font-semibold tracking-tight"
        >
          <img src="/favicon.svg" alt="" class="size-7" width="28" height="28" />
          <span class="max-[22rem]:sr-only">Visage</span>
        </a>
        <AfterPaint>
          <nav aria-label={words.nav} class="grow">
            <a
              href="/people"
              aria-current={current('/people')}
              class="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-field px-2 text-soft hover:bg-hover hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink sm:px-3"
            >
              <Icon name="people" />
              <span class="max-[24rem]:sr-only">{words.people}</span>
            </a>
          </nav>
          <ThemeMenu />
          <Switch>
            <Match when={me.data}>{(mine) => <AccountMenu me={mine()} />}</Match>
            <Match when={seemsSignedIn(me)}>
              <span class="grid size-11 place-items-center">
                <Skeleton class="size-9 rounded-full" />
              </span>
            </Match>
            <Match when={true}>
              <ButtonLink href="/sign-in" look="quiet" class="max-sm:px-3">
                {words.signIn}
              </ButtonLink>
              <ButtonLink href="/sign-up" look="primary" class="max-sm:hidden">
                {words.signUp}
              </ButtonLink>
            </Match>
          </Switch>
        </AfterPaint>
      </div>
    </header>
  );
}
