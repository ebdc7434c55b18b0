import { useNavigate, useSearchParams } from '@solidjs/router';
import { onMount, Show } from 'solid-js';
import { Notice } from '../../ui/notice';
import { useAccount } from '../account';
import { words } from './words';

/** What became of the link in a mail that led here (`after-link.ts`). Said once: the address forgets it. */
export function LinkOutcome(props: { email: string }) {
  const navigate = useNavigate();
  const [{ link, error }] = useSearchParams();
  const account = useAccount();
  onMount(() => {
    if (link !== undefined) navigate('/settings/account', { replace: true, scroll: false });
  });
  const good = () => {
    // Anyone can make such a link: nothing is said that isn't so.
    if (link === 'verified' && account.data?.isVerified) return words.linked.verified(props.email);
    return link === 'changed' ? words.linked.changed(props.email) : undefined;
  };
  const bad = () => (error === 'INVALID_USER' ? words.linkOfAnother : words.linkDead);
  return (
    <Show when={link !== undefined}>
      <div role="status">
        <Show when={error === undefined} fallback={<Notice tone="bad">{bad()}</Notice>}>
          <Show when={good()}>
            <Notice>{good()}</Notice>
          </Show>
        </Show>
      </div>
    </Show>
  );
}
