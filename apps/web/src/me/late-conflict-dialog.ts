import { type Component, lazy } from 'solid-js';
import type { ConflictDialog as AnyConflictDialog } from './conflict-dialog';

/** Comes with the first conflict. `lazy` forgets that the component is generic. */
export const ConflictDialog = lazy(() =>
  import('./conflict-dialog').then((file) => ({ default: file.ConflictDialog as Component<never> as Component })),
) as unknown as typeof AnyConflictDialog;
