import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { asking } from './unsaved-changes';
import { words } from './words';

/** The question of unsaved-changes.ts, once a page. */
export function UnsavedDialog() {
  const answer = (leave: boolean) => asking()?.(leave);
  return (
    <Dialog open={asking() !== null} title={words.unsaved.title} onClose={() => answer(false)}>
      <p class="mt-2 text-soft">{words.unsaved.why}</p>
      <DialogActions>
        <Button look="danger" onClick={() => answer(true)}>
          {words.unsaved.leave}
        </Button>
        <Button look="primary" onClick={() => answer(false)} autofocus>
          {words.unsaved.stay}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
