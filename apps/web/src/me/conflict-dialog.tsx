import { For, Show } from 'solid-js';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { words } from './words';

/** What was typed here and what was saved meanwhile; `overlap` are the fields in which they differ. */
interface Versions<Fields> {
  overlap: (keyof Fields & string)[];
  mine: Fields;
  theirs: Fields;
}

interface ConflictDialogProps<Fields> {
  edit: {
    conflict(): Versions<Fields> | null;
    keepMine(): unknown;
    keepTheirs(): unknown;
    decideLater(): void;
  };
  nameOf(field: keyof Fields & string): string;
  /** What a field of one version says; empty for nothing. */
  textOf(field: keyof Fields & string, version: Fields): string;
}

/** Both versions side by side where they differ; nothing is lost until one is chosen. */
export function ConflictDialog<Fields>(props: ConflictDialogProps<Fields>) {
  return (
    <Show when={props.edit.conflict()}>
      {(conflict) => (
        <Dialog open look="wide" title={words.conflict.title} onClose={props.edit.decideLater}>
          <p class="mt-2 text-soft">{words.conflict.why}</p>
          <dl class="mt-5 grid gap-4">
            <For each={conflict().overlap}>
              {(field) => (
                <div class="grid gap-2">
                  <dt class="text-sm font-medium">{props.nameOf(field)}</dt>
                  <dd class="grid gap-2 sm:grid-cols-2">
                    <Version label={words.conflict.mine} text={props.textOf(field, conflict().mine)} />
                    <Version label={words.conflict.theirs} text={props.textOf(field, conflict().theirs)} />
                  </dd>
                </div>
              )}
            </For>
          </dl>
          <DialogActions>
            <Button look="quiet" onClick={props.edit.decideLater}>
              {words.conflict.later}
            </Button>
            <Button onClick={() => void props.edit.keepTheirs()}>{words.conflict.keepTheirs}</Button>
            <Button look="primary" onClick={() => void props.edit.keepMine()}>
              {words.conflict.keepMine}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </Show>
  );
}

function Version(props: { label: string; text: string }) {
  return (
    <div class="rounded-field bg-sunken px-3.5 py-2.5">
      <p class="text-sm text-soft">{props.label}</p>
      <p class="whitespace-pre-line">{props.text || <span class="text-soft">{words.conflict.empty}</span>}</p>
    </div>
  );
}
