import type { SignInProvider } from '@visage/contract/site';
import { useSiteSettings } from '../api/site-settings';

/** Where people may sign in with an account they have; undefined until that is known. */
export function useProviders(): () => SignInProvider[] | undefined {
  const site = useSiteSettings();
  return () => (site.isPending && site.failureCount === 0 ? undefined : (site.data?.signInWith ?? []));
}
