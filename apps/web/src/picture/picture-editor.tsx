import type { PictureMetadata } from '@visage/contract/picture';
import type { OwnProfile } from '@visage/contract/profile';
import { createSignal, Show } from 'solid-js';
import { failureOf } from '../api/failure';
import { guardUnsaved } from '../shell/unsaved-changes';
import { toast } from '../ui/toasts';
import { accept, doubtAbout } from './chosen-file';
import { ChosenPicture } from './chosen-picture';
import { CurrentPicture } from './current-picture';
import { createFileIntake } from './file-intake';
import { HistoryStrip } from './history-strip';
import { useRemove, useRestore, useUpload } from './my-picture';
import { words } from './words';

/** Milliseconds in which a change can be taken back with one click. */
const undoFor = 10_000;

/** Everything about one's own picture. */
export function PictureEditor(props: { me: OwnProfile }) {
  const [file, setFile] = createSignal<File | null>(null);
  const [panel, setPanel] = createSignal<HTMLElement>();
  let input: HTMLInputElement | undefined;
  const upload = useUpload();
  const remove = useRemove();
  const restore = useRestore();

  const choose = (files: readonly File[]) => {
    const [first] = files;
    if (!first || upload.mutation.isPending) return;
    if (files.length > 1) toast({ message: words.chosen.onlyOne });
    upload.mutation.reset();
    setFile(first);
  };
  const isWorthKeeping = () => {
    const chosen = file();
    return chosen !== null && doubtAbout(chosen) !== 'unsupported_type';
  };
  const intake = createFileIntake(panel, choose);
  guardUnsaved({ hasUnsaved: isWorthKeeping, discard: () => setFile(null) });

  const say = (message: string, replaced: PictureMetadata | null) =>
    toast({
      message,
      lasts: undoFor,
      ...(replaced && { action: { label: words.undo, run: () => undo(replaced) } }),
    });
  const undo = (picture: PictureMetadata) =>
    restore.mutate(picture.id, {
      onSuccess: () => toast({ message: words.undone }),
      onError: (error) => toast({ message: failureOf(error).message, tone: 'bad' }),
    });

  const send = (chosen: File, altText: string) => {
    const before = props.me.picture;
    upload.mutation.mutate(
      { file: chosen, altText },
      {
        onSuccess: (now) => {
          setFile(null);
          if (before?.id === now.id) toast({ message: words.same });
          else say(before ? words.replaced : words.uploaded, before);
        },
      },
    );
  };
  const takeAway = () => {
    const before = props.me.picture;
    if (!before) return;
    remove.mutate(undefined, {
      onSuccess: () => say(words.removed, before),
      onError: (error) => toast({ message: failureOf(error).message, tone: 'bad' }),
    });
  };
  const problem = () => {
    const { error } = upload.mutation;
    if (!error) return undefined;
    const { kind, message } = failureOf(error);
    return kind === 'cancelled' ? undefined : message;
  };

  return (
    <section ref={setPanel} aria-labelledby="picture" class="card relative grid grid-cols-1 gap-5 p-5 sm:p-6">
      <h2 id="picture" class="text-xl font-semibold">
        {words.title}
      </h2>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={words.choose}
        class="sr-only"
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          choose([...(currentTarget.files ?? [])]);
          // The same file chosen twice is a choice, too.
          currentTarget.value = '';
        }}
      />
      <Show
        when={file()}
        fallback={
          <CurrentPicture
            me={props.me}
            isRemoving={remove.isPending}
            onChoose={() => input?.click()}
            onRemove={takeAway}
          />
        }
      >
        {(chosen) => (
          <ChosenPicture
            file={chosen()}
            progress={upload.progress()}
            problem={problem()}
            onUpload={(altText) => send(chosen(), altText)}
            onOther={() => input?.click()}
            onCancel={() => {
              if (upload.mutation.isPending) upload.cancel();
              else setFile(null);
            }}
          />
        )}
      </Show>
      <HistoryStrip />
      <Show when={intake.isOver()}>
        <p class="pointer-events-none absolute inset-0 z-10 grid place-content-center rounded-card border-2 border-dashed border-accent bg-tint/95 text-lg font-semibold text-accent">
          {words.dropNow}
        </p>
      </Show>
    </section>
  );
}
