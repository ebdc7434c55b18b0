import { useMutation } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { Notice } from '../ui/notice';
import { toast } from '../ui/toasts';
import { saidHere } from './said-here';

interface ConfirmDialogProps {
  question: string;
  why: string;
  keep: string;
  submit: string;
  /** Said once it is done. */
  done: string;
  run(): Promise<void>;
  onClose(): void;
  onDone(): void;
}

/** Asks before something ends for good, and says in place why it could not be ended. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const deed = useMutation(() => ({
    mutationFn: () => props.run(),
    onSuccess: () => {
      toast({ message: props.done });
      props.onDone();
    },
  }));
  return (
    <Dialog open title={props.question} onClose={props.onClose}>
      <p class="mt-3 text-[0.9375rem] text-soft">{props.why}</p>
      <Show when={saidHere(deed.error)}>
        {(message) => (
          <div class="mt-4">
            <Notice tone="bad" urgent>
              {message()}
            </Notice>
          </div>
        )}
      </Show>
      <DialogActions>
        <Button onClick={props.onClose}>{props.keep}</Button>
        <Button
          look="danger"
          busy={deed.isPending}
          onClick={() => {
            if (!deed.isPending) deed.mutate();
          }}
        >
          {props.submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
