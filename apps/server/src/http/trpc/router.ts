import { accountRouter } from './account-router';
import { createRouter } from './base';
import { pictureRouter } from './picture-router';
import { profileRouter } from './profile-router';
import { siteRouter } from './site-router';

/** The typed API of SPEC section 4. */
export const appRouter = createRouter({
  profile: profileRouter,
  picture: pictureRouter,
  account: accountRouter,
  site: siteRouter,
});

/** What clients import, as a type alone. */
export type AppRouter = typeof appRouter;
