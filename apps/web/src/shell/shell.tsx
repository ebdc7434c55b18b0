import { type RouteSectionProps, useLocation } from '@solidjs/router';
import { createEffect, createSignal, ErrorBoundary, lazy, on, onCleanup, Show, Suspense } from 'solid-js';
import { sessionExpired } from '../session/session';
import { AfterPaint } from '../ui/after-paint';
import { Toasts } from '../ui/toasts';
import { whenPaused } from '../ui/when-idle';
import { FailedScreen } from './failed-screen';
import { Header } from './header';
import { asking, isGuarding } from './unsaved-changes';
import { words } from './words';

const SignInAgain = lazy(() =>
  import('../session/sign-in-again').then(({ SignInAgain }) => ({ default: SignInAgain })),
);
const UnsavedDialog = lazy(() => import('./unsaved-dialog').then(({ UnsavedDialog }) => ({ default: UnsavedDialog })));

/** What stays around every screen. What has nothing to show yet comes last. */
export function Shell(props: RouteSectionProps) {
  // Not with the letter that makes a form worth guarding: to ask for the question's code takes longer than that.
  const [mayAsk, setMayAsk] = createSignal(false);
  createEffect(() => {
    if (!mayAsk() && isGuarding()) onCleanup(whenPaused(() => setMayAsk(true)));
  });
  return (
    <div class="flex min-h-dvh flex-col">
      {/* biome-ignore lint/a11y/useValidAnchor: it is a link to a place on this page; the router would turn it into a navigation. */}
      <a
        href="#main"
        class="sr-only z-50 rounded-field bg-accent px-4 py-3 text-on-accent focus:not-sr-only focus:fixed focus:start-4 focus:top-3"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {words.skip}
      </a>
      <Header />
      <main id="main" tabIndex={-1} class="flex grow flex-col outline-none">
        <ErrorBoundary fallback={(error, reset) => <Broken error={error} onLeave={reset} />}>
          <Suspense>{props.children}</Suspense>
        </ErrorBoundary>
      </main>
      <AfterPaint>
        <Toasts label={words.notices} close={words.close} />
      </AfterPaint>
      <Show when={isGuarding() && (mayAsk() || asking())}>
        <Suspense>
          <UnsavedDialog />
        </Suspense>
      </Show>
      <Show when={sessionExpired()}>
        <Suspense>
          <SignInAgain />
        </Suspense>
      </Show>
    </div>
  );
}

/** A defect, a screen that can't be fetched now, or one of an older build, which loading the page again mends. Other screens may be well. */
function Broken(props: { error: unknown; onLeave(): void }) {
  const location = useLocation();
  createEffect(on(() => location.pathname, props.onLeave, { defer: true }));
  const why = () => (isUnfetched(props.error) ? words.unreached : words.broken);
  return <FailedScreen why={why()} action={words.reload} onAction={() => window.location.reload()} />;
}

/** Whether it is that a part of the app could not be fetched, which browsers say in words of their own. */
const isUnfetched = (error: unknown) =>
  error instanceof TypeError && /dynamically imported|importing a module/i.test(error.message);
