export const words = {
  loading: 'Loading',
  edit: 'Edit my profile',
  pictureOf: (name: string) => `${name}’s picture`,
  members: 'Only people who are signed in see this.',
  private: 'Only you see this.',
  location: 'Place',
  website: 'Website',
  retry: 'Try again',
  /** As index.html has it. */
  site: 'Your profile picture in one place, shown everywhere, never stale.',
};
