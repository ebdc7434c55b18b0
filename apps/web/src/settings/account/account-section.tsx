import type { OwnProfile } from '@visage/contract/profile';
import { ProfilePicture } from '../../profile-picture/profile-picture';
import { ButtonLink } from '../../ui/button';
import { Block } from '../block';
import { EmailBlock } from './email-block';
import { LinkOutcome } from './link-outcome';
import { words } from './words';

export function AccountSection(props: { me: OwnProfile }) {
  return (
    <div class="grid grid-cols-1 gap-5">
      <LinkOutcome email={props.me.email} />
      <Block title={words.profile.title} lead={words.profile.lead}>
        <div class="flex flex-wrap items-center gap-4">
          <ProfilePicture person={props.me} alt="" class="size-14" side={56} />
          <div class="min-w-0 grow basis-40">
            <p class="font-medium">{props.me.displayName}</p>
            <a href={`/@${props.me.handle}`} class="text-[0.9375rem] text-soft no-underline hover:underline">
              <bdi>@{props.me.handle}</bdi>
            </a>
          </div>
          <ButtonLink href="/me">{words.profile.edit}</ButtonLink>
        </div>
      </Block>
      <EmailBlock email={props.me.email} />
    </div>
  );
}
