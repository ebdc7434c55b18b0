export const words = {
  title: 'People',
  search: 'Search by name or handle',
  found: (count: number, more: boolean) =>
    more ? `${count} people and more` : count === 1 ? '1 person' : `${count} people`,
  nobody: 'Nobody here yet',
  nobodyYet: 'Be the first: make your profile, and you are listed here.',
  noMatch: (search: string) => `Nobody found for “${search}”`,
  tryAgain: 'Try part of a name, or a handle.',
  clear: 'Clear the search',
  signUp: 'Make your profile',
  more: 'Load more',
  retry: 'Try again',
  loading: 'Loading people',
};
