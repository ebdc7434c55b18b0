import type { PictureOf } from '@visage/contract/picture-url';

/** Whoever the picture route is given as a text: a user id, `@handle` or `ext:` and the id that another site gave them. */
export function named(user: string): PictureOf {
  if (user.startsWith('@')) return { handle: user.slice(1) };
  return user.startsWith('ext:') ? { externalId: user.slice(4) } : { id: user };
}
