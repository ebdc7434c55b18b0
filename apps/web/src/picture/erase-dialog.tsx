import type { PictureMetadata } from '@visage/contract/picture';
import { EarlierPicture } from '../profile-picture/profile-picture';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { words } from './words';

interface EraseDialogProps {
  picture: PictureMetadata;
  /** While it is being erased. */
  busy: boolean;
  onKeep(): void;
  onErase(): void;
}

/** Asks before an earlier picture is gone for good. */
export function EraseDialog(props: EraseDialogProps) {
  return (
    <Dialog open title={words.history.eraseTitle} onClose={props.onKeep}>
      <div class="mt-4 flex items-center gap-4">
        <EarlierPicture picture={props.picture} alt="" class="size-20" />
        <p class="text-soft">{words.history.eraseWhy}</p>
      </div>
      <DialogActions>
        <Button onClick={props.onKeep}>{words.history.keep}</Button>
        <Button look="danger" busy={props.busy} onClick={props.onErase}>
          {words.history.erase}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
