import type { Visibility } from '@visage/contract/profile';
import type { SnippetKind } from './snippets';

const seenBy: Record<Visibility, string> = {
  public: 'Anyone can see this picture.',
  members: 'Only people who are signed in can see this picture.',
  private: 'Only you can see this picture.',
};

const months = 'January February March April May June July August September October November December'.split(' ');

/** Not by `Intl`, whose first word costs a phone a tenth of a second on a screen that needs no other. */
const moment = (date: Date) =>
  `${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}, ${[date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')}`;

export const words = {
  title: 'Picture',
  seenBy,
  current: (altText: string) => altText || 'Your current picture',
  none: 'You have no picture yet',
  standIn: 'Your initials stand in until you choose one.',
  drop: 'Drop a picture anywhere on this page, paste one, or choose a file. You crop it next.',
  next: 'You crop it next.',
  dropNow: 'Let go to use this picture',
  choose: 'Choose a picture',
  replace: 'Change picture',
  camera: 'Take a photo',
  remove: 'Remove',
  removed: 'Picture removed. Browsers that showed it may keep it for up to a year.',
  replaced: 'Your new picture is shown.',
  uploaded: 'Your picture is shown.',
  same: 'This is the picture you have already.',
  undo: 'Undo',
  undone: 'Your earlier picture is back.',
  retry: 'Try again',
  use: {
    title: 'Show it elsewhere',
    hint: 'It always shows your current picture, and ends when you change your handle.',
    moreHint: 'These never end: they don’t hold your handle.',
    hidden: 'Your profile isn’t open to everyone, so other sites show a placeholder in its place.',
    kinds: {
      link: 'Link',
      lasting: 'Link that stays',
      html: 'HTML',
      markdown: 'Markdown',
      client: 'TypeScript',
    } satisfies Record<SnippetKind, string>,
    copy: 'Copy',
    copied: 'Copied',
    copyLink: 'Copy link',
    linkCopied: 'The link to your picture is copied.',
    linkIs: (link: string) => `This browser doesn’t let the page copy. The link is ${link}`,
    more: 'Other ways',
    selected: 'This browser doesn’t let the page copy. The text is selected: copy it yourself.',
  },
  gravatar: {
    take: 'Use my Gravatar',
    hint: 'Gravatar is asked for the picture of your e-mail address.',
    unverified: 'You can use your Gravatar once your e-mail address is verified.',
    verify: 'Verify it in settings',
  },
  alt: {
    label: 'Description',
    hint: 'For people who can’t see the picture, like “Ada laughing, in front of a bookshelf”.',
    save: 'Save description',
    saved: 'Description saved.',
    discard: 'Discard',
    forAnother: 'You typed this for a picture that has been replaced meanwhile. Save it for this one, or discard it.',
    removed: 'Your picture was removed somewhere else meanwhile.',
    theirsKept: 'The other description was kept.',
    optional: 'optional',
  },
  chosen: {
    title: 'Your new picture',
    opening: 'Opening the picture',
    noPreview: 'This browser can’t show the file. You can upload it all the same; its middle is shown.',
    uncroppable: 'This browser ran short of memory. Close other tabs and try again, or choose a smaller copy.',
    upload: 'Use this picture',
    anyway: 'Try all the same',
    other: 'Choose another',
    cancel: 'Cancel',
    reading: 'Reading the file …',
    again: 'That didn’t work. Sending it again …',
    slow: 'This takes longer than usual. You can wait, or cancel and try again later; nothing here is lost.',
    sent: (sent: string, total: string) => `${sent} of ${total}`,
    preparing: 'Sent. Preparing your picture …',
    progress: 'Upload',
    tooLarge: (limit: string) => `The file is larger than ${limit}, which is most likely too large.`,
    onlyOne: 'One picture at a time, please. This is the first of them.',
    broken: 'The picture editor could not be loaded. Check your network and try again.',
  },
  history: {
    title: 'Earlier pictures',
    hint: 'Only you see these.',
    picture: (altText: string, shown: Date) => altText || `Picture of ${moment(shown)}`,
    restore: 'Use again',
    restored: 'This picture is shown again.',
    actOn: (act: string, picture: string) => `${act}: ${picture}`,
    erase: 'Erase',
    eraseTitle: 'Erase this picture for good?',
    eraseWhy:
      'It is deleted from here and can’t be brought back. Browsers that already showed it may keep it for up to a year, caches in between for a day.',
    keep: 'Keep it',
    erased: 'Erased.',
    failed: 'Your earlier pictures can’t be shown right now.',
  },
};
