import type { Linked } from '../../session/after-link';

const linked: Record<Linked, (email: string) => string> = {
  verified: (email) => `Thank you: ${email} is verified.`,
  changed: (email) => `Your address is now ${email}.`,
};

export const words = {
  linked,
  linkDead: 'This link has expired or was used before. You can send a new one here.',
  linkOfAnother: 'This link belongs to another account than the one you are signed in to.',
  profile: {
    title: 'How you appear',
    lead: 'Name, handle and picture are part of your profile.',
    edit: 'Edit my profile',
  },
  email: {
    title: 'E-mail address',
    lead: 'You sign in with it. Nobody else sees it.',
    verified: 'Verified',
    unverified: 'Not verified yet',
    loading: 'Loading whether your address is verified',
    retry: 'Try again',
    sendAgain: 'Send the link again',
    sentAgain: (email: string) => `A link is on its way to ${email}. It works for an hour.`,
    next: 'New address',
    hint: 'We send a link there. Until you follow it, your present address stays. Following it ends your other sessions.',
    change: 'Change address',
    same: 'This is your address already.',
    sent: (email: string) =>
      `If ${email} can be used, a link is on its way there. Follow it within an hour, and your address changes.`,
  },
};
