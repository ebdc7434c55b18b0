export const words = {
  title: 'Visage',
  headline: 'One picture of you. Everywhere, never stale.',
  lead: 'Change your profile picture once, and every page that shows it follows at once. No old face left behind in some cache.',
  signUp: 'Make your profile',
  signIn: 'Sign in',
  myProfile: 'My profile',
  people: 'See who is here',
  demo: {
    title: 'See how it works',
    name: 'Ada',
    note: 'A made-up person; the answers are the ones this server gives.',
    alt: ['Ada with short dark hair', 'Ada with a yellow hat'],
    chat: 'Has anyone seen my hat?',
    chatReply: ['Not since Tuesday.', 'It suits you!'],
    comment: 'Lovely walk today. The path along the river is open again.',
    commentWhen: 'an hour ago',
    ask: 'Load the page again',
    change: 'Change the picture',
    log: 'What browser and server say to each other',
    first: { status: '200', says: 'Here is the picture.', sent: '18 kB' },
    same: { status: '304', says: 'Still the same; use the one you have.', sent: '0 kB' },
    changed: { status: '200', says: 'There is a newer one.', sent: '18 kB' },
  },
  facts: [
    {
      title: 'Nobody in between',
      text: 'Pictures live in this site’s own database, beside everything else about you. No other service learns who looks at you.',
    },
    {
      title: 'Fast, and still right',
      text: 'Browsers may keep your picture, but ask before they show it. Unchanged costs next to nothing; changed shows at once.',
    },
    {
      title: 'Yours to take back',
      text: 'You say who sees it. Where your photo was taken and with what camera is removed before it is stored.',
    },
  ],
};
