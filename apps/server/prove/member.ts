import type { PictureMetadata } from '@visage/contract/picture';
import type { Profile } from '@visage/contract/profile';
import type { Shown } from './history';
import { nobody } from './history';

/** Someone with an account, as the one who makes all their changes knows them. */
export interface Member {
  id: string;
  cookie: string;
  /** The handle that nobody else ever has. */
  ownHandle: string;
  handle: string;
  name: string;
  visibility: string;
  revision: number;
  current: Current | null;
  /** By id: which picture each of theirs is, the current one too. */
  marks: Map<string, number>;
}

/** Null where nobody has said yet. */
interface Current {
  pictureId: string | null;
  mark: number;
  digest: string | null;
  version: string | null;
  /** Unix seconds. */
  date: number | null;
}

export const routeOf = (id: string): string => `/profile/${id}/picture`;
export const handleRoute = (handle: string): string => `/profile/@${handle}/picture`;

/** Earlier pictures to restore are of the last few, since the oldest go. */
const remembered = 8;

/** What anyone sees of them. */
export function shownOf({ id, name, visibility, current }: Member): Shown {
  if (visibility !== 'public') return nobody;
  const person = { id, name };
  if (!current) return { ...nobody, person };
  const { mark, digest, version, date } = current;
  return { mark, digest, version, date, person };
}

export function earlierOf({ marks, current }: Member): string[] {
  return [...marks.keys()].filter((id) => id !== current?.pictureId);
}

/** As `metadata` says; `mark` where the picture is a new one. */
export function withPicture(member: Member, metadata: PictureMetadata | null, mark?: number): Member {
  if (metadata === null) return { ...member, current: null };
  const { id: pictureId, digest, version, lastUpdated } = metadata;
  const known = mark ?? member.marks.get(pictureId);
  if (known === undefined) throw new Error(`${pictureId} is nobody's picture`);
  const earlier = [...member.marks].filter(([id]) => id !== pictureId).slice(-remembered);
  const current = { pictureId, mark: known, digest, version, date: Date.parse(lastUpdated) / 1000 };
  return { ...member, current, marks: new Map([...earlier, [pictureId, known]]) };
}

/** As their profile says. */
export function withProfile(member: Member, profile: Profile): Member {
  const { handle, displayName: name, visibility, revision, picture } = profile;
  return withPicture({ ...member, handle, name, visibility, revision }, picture);
}

export function withoutPicture(member: Member, pictureId: string): Member {
  const marks = new Map([...member.marks].filter(([id]) => id !== pictureId));
  return { ...member, marks, current: member.current?.pictureId === pictureId ? null : member.current };
}
