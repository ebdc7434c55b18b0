import type { OfUser, PictureMetadata } from './picture-types';

/** Who may see a profile and its picture: anyone, anyone signed in, or the owner alone (administrators always may). */
export type Visibility = 'public' | 'members' | 'private';

export interface Profile {
  /** The user's. */
  id: string;
  /** Without the `@`. */
  handle: string;
  displayName: string;
  bio: string;
  pronouns: string;
  location: string;
  /** A full web address, or empty. */
  website: string;
  visibility: Visibility;
  /** What `profile.update` must name, so that nothing is overwritten unseen. */
  revision: number;
  /** ISO 8601, like every date. */
  createdAt: string;
  updatedAt: string;
  picture: PictureMetadata | null;
}

export interface OwnProfile extends Profile {
  email: string;
  lookupByEmail: boolean;
}

export interface UpdatedProfile extends Profile {
  lookupByEmail: boolean;
}

export type ProfileInput = { id: string } | { handle: string } | { externalId: string };

/** At most 100. */
export type ProfilesInput = { ids: string[] } | { handles: string[] } | { externalIds: string[] };

export interface ListInput {
  search?: string;
  /** The last answer's `nextCursor`. */
  cursor?: string | null;
  /** 1 to 100. */
  limit?: number;
}

export interface List<Item> {
  items: Item[];
  /** Null: that was all. */
  nextCursor: string | null;
}

/** Fields left out stay as they are. */
export interface ProfileUpdate extends OfUser {
  revision: number;
  handle?: string;
  displayName?: string;
  bio?: string;
  pronouns?: string;
  location?: string;
  website?: string;
  visibility?: Visibility;
  lookupByEmail?: boolean;
}

export interface Provision {
  /** What your site calls this person: opaque, compared as it stands. */
  externalId: string;
  email?: string;
  displayName: string;
  handle?: string;
}
