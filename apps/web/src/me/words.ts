import type { Visibility } from '@visage/contract/profile';
import type { EditedField } from './merge-changes';

const fields: Record<EditedField, string> = {
  displayName: 'Name',
  handle: 'Handle',
  pronouns: 'Pronouns',
  location: 'Place',
  website: 'Website',
  bio: 'About you',
  visibility: 'Who can see my profile',
};

const visibility: Record<Visibility, { label: string; hint: string }> = {
  public: { label: 'Everyone', hint: 'Anyone can see your profile and picture, and you are listed under People.' },
  members: { label: 'People who are signed in', hint: 'Visitors without an account see a placeholder and no profile.' },
  private: { label: 'Only me', hint: 'To everyone else it looks as if you weren’t here.' },
};

export const words = {
  title: 'My profile',
  loading: 'Loading your profile',
  fields,
  visibility,
  optional: 'optional',
  details: 'Profile',
  handleLink: 'Your page:',
  oldHandle: 'Links with your present handle stop working when you change it. It stays reserved for you for 90 days.',
  pronounsHint: 'Like she/her or they/them.',
  websiteHint: 'A full address, like https://example.org.',
  narrower:
    'A browser that has already shown your picture may keep it for up to a year, a cache in between for a day. That can’t be called back.',
  preview: 'How others see you',
  noName: 'Your name',
  bar: {
    label: 'Unsaved changes',
    unsaved: 'You have unsaved changes.',
    save: 'Save',
    discard: 'Discard',
    saved: 'Saved.',
    merged: 'Saved. Changes made somewhere else were kept too.',
    theirsKept: 'The other version was kept.',
  },
  conflict: {
    title: 'Changed somewhere else, too',
    why: 'Since you opened this page, your profile was changed in another window or on another device. These differ:',
    mine: 'Typed here',
    theirs: 'Saved meanwhile',
    empty: 'empty',
    keepMine: 'Keep mine',
    keepTheirs: 'Keep the other',
    later: 'Back to editing',
  },
};
