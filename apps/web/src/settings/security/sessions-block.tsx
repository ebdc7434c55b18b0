import { Match, Switch } from 'solid-js';
import { AuthError, failureOf } from '../../api/failure';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { useSessions } from '../account';
import { Block } from '../block';
import { RenewForm } from './renew-form';
import { SessionList } from './session-list';
import { words } from './words';

/** Everywhere the person is signed in, each to be ended. */
export function SessionsBlock(props: { email: string }) {
  let heading: HTMLHeadingElement | undefined;
  const sessions = useSessions();
  const isTooOld = () => sessions.error instanceof AuthError && sessions.error.code === 'SESSION_NOT_FRESH';
  return (
    <Block
      title={words.sessions.title}
      lead={words.sessions.lead}
      ref={(element) => {
        heading = element;
      }}
    >
      <Switch>
        <Match when={isTooOld()}>
          <RenewForm email={props.email} words={words.renew} onRenewed={() => heading?.focus()} />
        </Match>
        <Match when={sessions.data}>
          {(list) => <SessionList sessions={list()} onGone={() => heading?.focus()} />}
        </Match>
        <Match when={sessions.error}>
          {(error) => (
            <Notice tone="bad" retry={{ label: words.sessions.retry, run: () => void sessions.refetch() }}>
              {failureOf(error()).message}
            </Notice>
          )}
        </Match>
        <Match when={true}>
          <div class="flex min-h-16 items-center gap-4" role="status" aria-label={words.sessions.loading}>
            <Skeleton class="size-6" />
            <div class="grid grow gap-2">
              <Skeleton class="h-5 w-40" />
              <Skeleton class="h-4 w-56 max-w-full" />
            </div>
          </div>
        </Match>
      </Switch>
    </Block>
  );
}
