import { A } from '@solidjs/router';
import type { OwnProfile } from '@visage/contract/profile';
import { createSignal } from 'solid-js';
import { failureOf } from '../api/failure';
import { ProfilePicture } from '../profile-picture/profile-picture';
import { signOut } from '../session/session';
import { Menu, menuItem } from '../ui/menu';
import { toast } from '../ui/toasts';
import { mayLeave } from './unsaved-changes';
import { words } from './words';

export function AccountMenu(props: { me: OwnProfile }) {
  const [leaving, setLeaving] = createSignal(false);
  const leave = async () => {
    if (leaving() || !(await mayLeave())) return;
    setLeaving(true);
    try {
      await signOut();
    } catch (error) {
      toast({ message: failureOf(error).message, tone: 'bad' });
    }
    setLeaving(false);
  };
  return (
    <Menu
      label={words.account(props.me.displayName)}
      button={<ProfilePicture person={props.me} alt="" class="size-9" side={36} />}
    >
      <div class="max-w-64 px-3 py-2">
        <p class="truncate font-medium">{props.me.displayName}</p>
        <p class="truncate text-sm text-soft">{props.me.email}</p>
      </div>
      <A href="/me" class={menuItem}>
        {words.myProfile}
      </A>
      <A href={`/@${props.me.handle}`} class={menuItem}>
        {words.seeProfile}
      </A>
      <A href="/settings" class={menuItem}>
        {words.settings}
      </A>
      <button type="button" class={menuItem} onClick={() => void leave()}>
        {words.signOut}
      </button>
    </Menu>
  );
}
