import type { PictureMetadata } from '@visage/contract/picture';
import type { UpdatedProfile } from '@visage/contract/profile';
import type { Random } from '../src/drawing/random';
import { type Look, markedPicture } from './marked-picture';
import { earlierOf, type Member, withoutPicture, withPicture, withProfile } from './member';
import type { Stored } from './stored';

/** One change of a member: what is called, what it makes of them, and how to see in the database that it has happened. */
export interface Deed {
  what: string;
  path: string;
  input: unknown;
  /** Of the picture it brings. */
  mark: number | null;
  /** `data` is what was answered. */
  after(data: unknown): Member;
  /** As far as it can be foreseen, for when nothing was answered. */
  foreseen: Member;
  isDone(stored: Stored): boolean;
}

const untold = { digest: null, version: null, date: null };

export async function upload(member: Member, mark: number, look?: Look): Promise<Deed> {
  const { data, mimeType } = await markedPicture(mark, look);
  return {
    what: `upload of ${mark}`,
    path: 'picture.upload',
    input: { data: Buffer.from(data).toString('base64'), mimeType },
    mark,
    after: (answered) => withPicture(member, answered as PictureMetadata, mark),
    foreseen: { ...member, current: { pictureId: null, mark, ...untold } },
    isDone: ({ pictureId }) => pictureId !== null && !member.marks.has(pictureId),
  };
}

export function remove(member: Member): Deed {
  const after = { ...member, current: null };
  const isDone = ({ pictureId }: Stored) => pictureId === null;
  return {
    what: 'removal',
    path: 'picture.remove',
    input: null,
    mark: null,
    after: () => after,
    foreseen: after,
    isDone,
  };
}

export function restore(member: Member, random: Random): Deed {
  const [first = '', ...others] = earlierOf(member);
  const pictureId = random.pick([first, ...others]);
  const mark = member.marks.get(pictureId) ?? 0;
  return {
    what: `restoring ${mark}`,
    path: 'picture.restore',
    input: { pictureId },
    mark: null,
    after: (answered) => withPicture(member, answered as PictureMetadata),
    foreseen: { ...member, current: { pictureId, mark, ...untold } },
    isDone: (stored) => stored.pictureId === pictureId,
  };
}

export function forget(member: Member, random: Random): Deed {
  const [first = '', ...others] = member.marks.keys();
  const pictureId = random.pick([first, ...others]);
  const after = withoutPicture(member, pictureId);
  return {
    what: `forgetting ${member.marks.get(pictureId)}`,
    path: 'picture.forget',
    input: { pictureId },
    mark: null,
    after: () => after,
    foreseen: after,
    isDone: ({ pictures }) => !pictures.includes(pictureId),
  };
}

export function showTo(member: Member, visibility: string): Deed {
  return update(member, { visibility }, `made ${visibility}`, (stored) => stored.visibility === visibility);
}

export function rename(member: Member, name: string): Deed {
  return update(member, { displayName: name }, `renamed ${name}`, (stored) => stored.name === name);
}

export function takeHandle(member: Member, handle: string): Deed {
  return update(member, { handle }, `now @${handle}`, (stored) => stored.handle === handle);
}

function update(
  member: Member,
  changes: { visibility?: string; displayName?: string; handle?: string },
  what: string,
  isDone: Deed['isDone'],
): Deed {
  const { visibility = member.visibility, displayName: name = member.name, handle = member.handle } = changes;
  // A change of who may see is a new answer with a new name, which nobody has told.
  const current = member.current && { ...member.current, version: null, date: null };
  return {
    what,
    path: 'profile.update',
    input: { revision: member.revision, ...changes },
    mark: null,
    after: (answered) => withProfile(member, answered as UpdatedProfile),
    foreseen: { ...member, visibility, name, handle, current },
    isDone,
  };
}
