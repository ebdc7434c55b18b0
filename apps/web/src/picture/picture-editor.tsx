import type { PictureMetadata } from '@visage/contract/picture';
import type { OwnProfile } from '@visage/contract/profile';
import { createSignal, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { failureOf } from '../api/failure';
import { Later } from '../me/later';
import { guardUnsaved } from '../shell/unsaved-changes';
import { oncePainted } from '../ui/after-paint';
import { toast } from '../ui/toasts';
import { accept, doubtAbout } from './chosen-file';
import { CurrentPicture } from './current-picture';
import { DropHere } from './drop-here';
import { FileInput } from './file-input';
import { createFileIntake } from './file-intake';
import { Gravatar } from './gravatar';
import type { GravatarOffer } from './gravatar-offer';
import { HistoryStrip } from './history-strip';
import { useImport, useRemove, useUpload } from './my-picture';
import { copyLink } from './own-snippets';
import { sayFailure, useSayChanged } from './say-changed';
import { UsePicture } from './use-picture';
import { words } from './words';

/** The cropper and all about it come with the first file that is chosen. */
const loadWorkplace = () => import('./chosen-picture').then(({ ChosenPicture }) => ChosenPicture);

/** Phones and tablets have a camera and ask for a photo at once; elsewhere `capture` would only open the files again. */
const hasCamera = matchMedia('(any-pointer: coarse)').matches && navigator.maxTouchPoints > 0;

interface PictureEditorProps {
  me: OwnProfile;
  gravatar: GravatarOffer | undefined;
}

/** Everything about one's own picture. */
export function PictureEditor(props: PictureEditorProps) {
  const [file, setFile] = createSignal<File | null>(null);
  const [isFirstOfMany, setFirstOfMany] = createSignal(false);
  const [workplace, setWorkplace] = createSignal<Awaited<ReturnType<typeof loadWorkplace>>>();
  let input: HTMLInputElement | undefined;
  let camera: HTMLInputElement | undefined;
  let heading: HTMLHeadingElement | undefined;
  const upload = useUpload();
  const take = useImport();
  const remove = useRemove();
  const sayChanged = useSayChanged();
  const focusHeading = () => heading?.focus({ preventScroll: true });

  const prepare = async () => {
    try {
      const loaded = await loadWorkplace();
      setWorkplace(() => loaded);
    } catch {
      setFile(null);
      toast({ message: words.chosen.broken, tone: 'bad' });
    }
  };
  const choose = (files: readonly File[]) => {
    const [first] = files;
    // One change at a time: which of two came last, nobody could say.
    if (!first || upload.mutation.isPending || take.isPending) return;
    setFirstOfMany(files.length > 1);
    upload.mutation.reset();
    setFile(first);
    oncePainted(prepare);
  };
  const isWorthKeeping = () => {
    const chosen = file();
    return chosen !== null && doubtAbout(chosen) !== 'unsupported_type';
  };
  const intake = createFileIntake(choose);
  guardUnsaved({ hasUnsaved: isWorthKeeping, discard: () => setFile(null) });

  const send = (chosen: File, altText: string) => {
    const before = props.me.picture;
    upload.mutation.mutate(
      { file: chosen, altText },
      {
        onSuccess: (now) => {
          setFile(null);
          tookOver(before)(now);
        },
      },
    );
  };
  const tookOver = (before: PictureMetadata | null) => (now: PictureMetadata) => {
    const link = { label: words.use.copyLink, run: () => void copyLink(props.me), stays: true };
    if (before?.id === now.id) sayChanged(words.same, null, [link]);
    else sayChanged(before ? words.replaced : words.uploaded, before, [link]);
  };
  const takeAway = () => {
    const before = props.me.picture;
    if (!before) return;
    // The button that asked for it is going.
    focusHeading();
    remove.mutateAsync().then(() => sayChanged(words.removed, before), sayFailure);
  };
  const problem = () => {
    const { error } = upload.mutation;
    if (!error) return undefined;
    const { kind, message } = failureOf(error);
    // Whoever is signed out is asked to sign in over all of this, and can send it then.
    return kind === 'cancelled' || kind === 'unauthenticated' ? undefined : message;
  };

  return (
    <section aria-labelledby="picture" class="card grid grid-cols-1 gap-5 p-5 sm:p-6">
      <h2 id="picture" ref={heading} tabIndex={-1} class="text-xl font-semibold outline-none">
        {words.title}
      </h2>
      <FileInput
        label={words.choose}
        accept={accept}
        onFiles={choose}
        ref={(element) => {
          input = element;
        }}
      />
      <Show when={hasCamera}>
        <FileInput
          label={words.camera}
          accept="image/*"
          capture="user"
          onFiles={choose}
          ref={(element) => {
            camera = element;
          }}
        />
      </Show>
      <CurrentPicture
        me={props.me}
        isRemoving={remove.isPending}
        onChoose={() => {
          // It comes while the person looks for a file; should that fail, choosing one tries again.
          loadWorkplace().catch(() => {});
          input?.click();
        }}
        onCamera={hasCamera ? () => camera?.click() : undefined}
        onRemove={takeAway}
        elsewhere={
          <Later>
            <Gravatar
              offer={props.gravatar}
              take={take}
              isBusy={upload.mutation.isPending}
              onTaken={tookOver(props.me.picture)}
            />
          </Later>
        }
      />
      <Show when={file()}>
        {(chosen) => (
          <Dynamic
            component={workplace()}
            file={chosen()}
            isFirstOfMany={isFirstOfMany()}
            progress={upload.progress()}
            problem={problem()}
            onUpload={send}
            onOther={() => input?.click()}
            onCancel={() => {
              if (upload.mutation.isPending) upload.cancel();
              else setFile(null);
            }}
          />
        )}
      </Show>
      <Later>
        <Show when={props.me.picture}>
          <UsePicture me={props.me} />
        </Show>
      </Later>
      <Later>
        <HistoryStrip onFocusLost={focusHeading} />
      </Later>
      <Show when={intake.isOver()}>
        <DropHere />
      </Show>
    </section>
  );
}
