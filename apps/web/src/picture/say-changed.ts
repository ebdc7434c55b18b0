import type { PictureMetadata } from '@visage/contract/picture';
import { failureOf } from '../api/failure';
import { type ToastAction, toast } from '../ui/toasts';
import { useRestore } from './my-picture';
import { words } from './words';

/** Milliseconds in which a change can be taken back with one click. */
const undoFor = 10_000;

/**
 * Says what has changed; for a while one click brings back what was there before. To be said after `mutateAsync`: what `mutate` is told
 * to do afterwards is not done once its screen has been left, which what is said outlives.
 */
export function useSayChanged() {
  const restore = useRestore();
  const undo = ({ id }: PictureMetadata) =>
    restore.mutateAsync(id).then(() => toast({ message: words.undone }), sayFailure);
  return (message: string, before: PictureMetadata | null | undefined, also: readonly ToastAction[] = []) => {
    const back = before ? [{ label: words.undo, run: () => undo(before) }] : [];
    toast({ message, lasts: undoFor, actions: [...also, ...back] });
  };
}

export const sayFailure = (error: Error) => toast({ message: failureOf(error).message, tone: 'bad' });
