import type { OwnProfile } from '@visage/contract/profile';
import { createSignal } from 'solid-js';
import { failureOf } from '../api/failure';
import { ProfilePicture } from '../profile-picture/profile-picture';
import { signOut } from '../session/session';
import { Menu, MenuAction, MenuGroup, MenuLink } from '../ui/menu';
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
      onUnavailable={() => toast({ message: words.menuMissing, tone: 'bad' })}
      label={words.account(props.me.displayName)}
      button={<ProfilePicture person={props.me} alt="" class="size-9" side={36} />}
    >
      <MenuGroup
        label={
          <>
            <p class="truncate font-medium">{props.me.displayName}</p>
            <p class="truncate text-sm text-soft">{props.me.email}</p>
          </>
        }
      >
        <MenuLink href="/me">{words.myProfile}</MenuLink>
        <MenuLink href={`/@${props.me.handle}`}>{words.seeProfile}</MenuLink>
        <MenuLink href="/settings">{words.settings}</MenuLink>
        <MenuAction onSelect={() => void leave()}>{words.signOut}</MenuAction>
      </MenuGroup>
    </Menu>
  );
}
