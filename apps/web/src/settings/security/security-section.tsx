import type { OwnProfile } from '@visage/contract/profile';
import { PasskeysBlock } from './passkeys-block';
import { PasswordBlock } from './password-block';
import { SessionsBlock } from './sessions-block';

export function SecuritySection(props: { me: OwnProfile }) {
  return (
    <div class="grid grid-cols-1 gap-5">
      <PasswordBlock email={props.me.email} />
      <PasskeysBlock email={props.me.email} />
      <SessionsBlock email={props.me.email} />
    </div>
  );
}
