import { useMutation } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { stillMe } from '../../session/session';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { toast } from '../../ui/toasts';
import { askForSessions } from '../account';
import { accountRequests, type OpenSession } from '../account-requests';
import { saidHere } from '../said-here';
import { nameOfAgent, readUserAgent } from './user-agent';
import { words } from './words';

interface SessionListProps {
  sessions: readonly OpenSession[];
  /** Sessions have ended, and with them the button that had the focus. */
  onGone(): void;
}

export function SessionList(props: SessionListProps) {
  const text = words.sessions;
  const say = (error: Error) => {
    const message = saidHere(error);
    if (message) toast({ message, tone: 'bad' });
  };
  const gone = async (message: string) => {
    await askForSessions();
    props.onGone();
    toast({ message });
  };
  const end = useMutation(() => ({
    mutationFn: async ({ id }: OpenSession) => {
      await stillMe();
      await accountRequests.endSession(id);
    },
    onSuccess: (_, session) => gone(text.ended(nameOf(session))),
    onError: say,
  }));
  const endOthers = useMutation(() => ({
    mutationFn: async () => {
      await stillMe();
      await accountRequests.endOtherSessions();
    },
    onSuccess: () => gone(text.othersEnded),
    onError: say,
  }));
  return (
    <>
      <ul class="grid divide-y divide-line">
        <For each={props.sessions}>
          {(session) => (
            <li class="flex items-start gap-4 py-3 first:pt-0 last:pb-0">
              <Icon
                name={readUserAgent(session.userAgent).isHandheld ? 'phone' : 'screen'}
                class="mt-3 size-6 text-soft"
              />
              <div class="flex grow flex-wrap items-center gap-x-4 gap-y-1">
                <div class="min-w-0 grow basis-32">
                  <p class="flex flex-wrap items-center gap-x-2 font-medium">
                    {nameOf(session)}
                    <Show when={session.isHere}>
                      <span class="rounded-full bg-tint px-2.5 py-0.5 text-sm font-normal">{text.here}</span>
                    </Show>
                  </p>
                  <p class="text-sm text-soft">
                    {text.since} <time dateTime={session.signedInAt}>{whenOf(session)}</time>
                  </p>
                </div>
                <Show when={!session.isHere}>
                  <Button
                    aria-label={text.endOf(nameOf(session), whenOf(session))}
                    busy={end.isPending && end.variables?.id === session.id}
                    onClick={() => {
                      if (!end.isPending) end.mutate(session);
                    }}
                  >
                    {text.end}
                  </Button>
                </Show>
              </div>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.sessions.length > 1} fallback={<p class="text-[0.9375rem] text-soft">{text.alone}</p>}>
        <Button
          look="danger"
          class="justify-self-start"
          busy={endOthers.isPending}
          onClick={() => {
            if (!endOthers.isPending) endOthers.mutate();
          }}
        >
          {text.endOthers}
        </Button>
      </Show>
    </>
  );
}

function nameOf({ userAgent }: OpenSession): string {
  return nameOfAgent(userAgent);
}

const whenLooks: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };

function whenOf({ signedInAt }: OpenSession): string {
  return new Date(signedInAt).toLocaleString(undefined, whenLooks);
}
