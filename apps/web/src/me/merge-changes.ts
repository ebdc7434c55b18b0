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
export function changesFrom(was: Edited, now: Edited): Partial<Edited> {
  return Object.fromEntries(
    editedFields.filter((field) => now[field] !== was[field]).map((field) => [field, now[field]]),
  );
}

/**
 * Joins two edits of the same profile: a field changed on one side only is taken from there. `overlap` are those that both
 * changed, and differently; there `merged` holds mine.
 */
export function mergeChanges(base: Edited, mine: Edited, theirs: Edited): { merged: Edited; overlap: EditedField[] } {
  const ours = changesFrom(base, mine);
  const others = changesFrom(base, theirs);
  return {
    merged: { ...theirs, ...ours },
    overlap: editedFields.filter((field) => field in ours && field in others && mine[field] !== theirs[field]),
  };
}
