import { useLocation } from '@solidjs/router';

/** Says of a link's path whether it leads to where one is, as `aria-current` has it. */
export function useCurrentPage(): (path: string) => 'page' | undefined {
  const location = useLocation();
  return (path) => (location.pathname.replace(/(.)\/$/, '$1') === path ? 'page' : undefined);
}
