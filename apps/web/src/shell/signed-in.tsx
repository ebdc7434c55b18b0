import { Navigate, useLocation } from '@solidjs/router';
import type { OwnProfile } from '@visage/contract/profile';
import { type Accessor, type JSX, Match, Switch } from 'solid-js';
import { failureOf } from '../api/failure';
import { useMe } from '../session/session';
import { FailedScreen } from './failed-screen';
import { words } from './words';

interface SignedInProps {
  waiting: JSX.Element;
  children(me: Accessor<OwnProfile>): JSX.Element;
}

/** For screens that need someone: anyone else signs in first and then comes back. */
export function SignedIn(props: SignedInProps) {
  const me = useMe();
  const location = useLocation();
  return (
    <Switch fallback={<Navigate href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} />}>
      <Match when={me.isPending}>{props.waiting}</Match>
      <Match when={me.data}>{(mine) => props.children(mine)}</Match>
      <Match when={me.error}>
        {(error) => (
          <FailedScreen why={failureOf(error()).message} action={words.retry} onAction={() => void me.refetch()} />
        )}
      </Match>
    </Switch>
  );
}
