import * as z from 'zod/mini';

export const handlePattern = /^[a-z0-9_-]{3,30}$/;

/** Names a visitor could take for the site itself, or that may become a page. */
const reserved = new Set(
  `about abuse account accounts admin administrator api app assets auth avatar avatars billing blog contact dashboard dev
  docs download edit email everyone explore ext faq favicon feed healthz help home hostmaster info invite legal login
  logout mail me members metrics moderator news nobody null official openapi owner password people picture pictures
  placeholder postmaster press privacy profile profiles readyz register robots root search security settings sign-in
  sign-out sign-up signin signout signup staff static status support sysadmin system team terms trpc undefined unknown
  user users visage webmaster well-known www you`.split(/\s+/),
);

/** True for a word that nobody may take as a handle. `handle` in lower case. */
export function isReservedHandle(handle: string): boolean {
  return reserved.has(handle);
}

/** A handle as typed: compared without case, so it comes out in lower case. */
export const handle = z
  .string('Choose a handle.')
  .check(
    z.trim(),
    z.toLowerCase(),
    z.minLength(3, 'Use at least 3 characters.'),
    z.maxLength(30, 'Use at most 30 characters.'),
    z.regex(handlePattern, 'Use letters a–z, digits, - and _ only.'),
  );
