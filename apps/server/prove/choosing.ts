import type { Random } from '../src/drawing/random';
import { type Deed, forget, remove, rename, restore, showTo, takeHandle, upload } from './deeds';
import { earlierOf, type Member } from './member';
import { nameOf } from './name';

/** What a member's next change may depend on. */
export interface Choice {
  /** The handle that goes round. */
  handle: string;
  members: readonly Member[];
  random: Random;
  newMark(): number;
}

/** How often each is tried, out of the sum. */
const weights = {
  upload: 38,
  remove: 8,
  restore: 12,
  forget: 8,
  visibility: 16,
  rename: 5,
  handle: 10,
  leave: 3,
} as const;

/** Someone's next change; `'leave'`: they delete their account. */
export async function chooseDeed(member: Member, choice: Choice): Promise<Deed | 'leave'> {
  const { handle, members, random, newMark } = choice;
  // Whoever is hidden, or a handle of nobody, proves less than what is seen.
  if (member.visibility !== 'public' && random.chance(0.4)) return showTo(member, 'public');
  if (members.every((each) => each.handle !== handle) && random.chance(0.4)) return takeHandle(member, handle);
  let rest = random.next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const kind = Object.entries(weights).find(([, weight]) => {
    rest -= weight;
    return rest < 0;
  })?.[0] as keyof typeof weights;
  switch (kind) {
    case 'remove':
      if (member.current) return remove(member);
      break;
    case 'restore':
      if (earlierOf(member).length > 0) return restore(member, random);
      break;
    case 'forget':
      if (member.marks.size > 0) return forget(member, random);
      break;
    case 'visibility':
      if (member.visibility !== 'public') return showTo(member, 'public');
      return showTo(member, random.pick(['private', 'private', 'members']));
    case 'rename':
      return rename(member, nameOf(random));
    case 'handle':
      if (member.handle === handle) return takeHandle(member, member.ownHandle);
      if (members.every((each) => each.handle !== handle)) return takeHandle(member, handle);
      break;
    case 'leave':
      return 'leave';
  }
  return upload(member, newMark());
}
