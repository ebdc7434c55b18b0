import type { OwnProfile } from '@visage/contract/profile';

/** What a person edits on their profile, in the order of the form. */
export const editedFields = ['displayName', 'handle', 'pronouns', 'location', 'website', 'bio', 'visibility'] as const;
export type EditedField = (typeof editedFields)[number];
export type Edited = Pick<OwnProfile, EditedField>;

export function editedOf(profile: Edited): Edited {
  const { displayName, handle, pronouns, location, website, bio, visibility } = profile;
  return { displayName, handle, pronouns, location, website, bio, visibility };
}

/** The fields in which `now` is not what it was. */
export function changesFrom<Fields extends object>(was: Fields, now: Fields): Partial<Fields> {
  const changed = fieldsOf(was).filter((field) => now[field] !== was[field]);
  return Object.fromEntries(changed.map((field) => [field, now[field]])) as Partial<Fields>;
}

/**
 * Joins two edits of the same fields: one changed on one side only is taken from there. `overlap` are those that both
 * changed, and differently, in the order of `base`; there `merged` holds mine.
 */
export function mergeChanges<Fields extends object>(base: Fields, mine: Fields, theirs: Fields) {
  const ours = changesFrom(base, mine);
  const others = changesFrom(base, theirs);
  return {
    merged: { ...theirs, ...ours },
    overlap: fieldsOf(base).filter((field) => field in ours && field in others && mine[field] !== theirs[field]),
  };
}

function fieldsOf<Fields extends object>(fields: Fields) {
  return Object.keys(fields) as (keyof Fields & string)[];
}
