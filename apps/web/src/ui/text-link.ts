/** How a link inside a sentence looks. */
export const textLink =
  'inline-flex min-h-6 font-medium text-accent underline underline-offset-4 hover:text-accent-strong';
