import { defaultMaxUploadBytes } from '@visage/contract/limits';
import { altText as altTextSchema } from '@visage/contract/picture';
import { createSignal, Match, Show, Switch } from 'solid-js';
import { failure } from '../api/failure';
import { CropPane } from '../crop/crop-pane';
import { createOpening, type Opening } from '../crop/opening';
import { createForm } from '../form/create-form';
import { Button } from '../ui/button';
import { Dialog, WorkplaceActions } from '../ui/dialog';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { AltTextField } from './alt-text-field';
import { doubtAbout, sizeInWords } from './chosen-file';
import type { Progress } from './my-picture';
import { Sending } from './sending';
import { words } from './words';

interface ChosenPictureProps {
  file: File;
  /** More were given; only this one is shown. */
  isFirstOfMany: boolean;
  /** Null when nothing is being sent. */
  progress: Progress | null;
  problem: string | undefined;
  onUpload(file: File, altText: string): void;
  onOther(): void;
  onCancel(): void;
}

/** A picture on its way: cropped, described, sent. */
export function ChosenPicture(props: ChosenPictureProps) {
  const opening = createOpening(() => props.file);
  const form = createForm({ altText: '' }, { altText: altTextSchema });
  const [sent, setSent] = createSignal(0);
  const [isCropping, setCropping] = createSignal(false);
  const [isUncroppable, setUncroppable] = createSignal(false);
  const isBusy = () => isCropping() || props.progress !== null;
  const isUnseen = () => opening().kind === 'unseen';
  const isTooLarge = () => isUnseen() && doubtAbout(props.file) === 'too_many_bytes';
  const refusal = () => {
    if (isUnseen() && doubtAbout(props.file) === 'unsupported_type') return failure('unsupported_type').message;
    return as(opening(), 'refused')?.why;
  };
  const isUsable = () => opening().kind !== 'opening' && refusal() === undefined;

  const use = async () => {
    const now = opening();
    if (isBusy() || !isUsable() || !form.check()) return;
    let file = props.file;
    setUncroppable(false);
    if (now.kind === 'open') {
      setCropping(true);
      try {
        file = await now.picture.crop(now.crop.frame());
      } catch {
        setUncroppable(true);
        return;
      } finally {
        setCropping(false);
      }
      // Cancelled, or another file chosen meanwhile.
      if (opening() !== now) return;
    }
    setSent(file.size);
    props.onUpload(file, form.parsed('altText'));
  };

  return (
    <Dialog open look="workplace" title={words.chosen.title} onClose={props.onCancel}>
      <form
        novalidate
        class="max-sm:flex max-sm:min-h-[calc(100%-1.75rem)] max-sm:flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          void use();
        }}
      >
        <div class="mb-3 flex items-center justify-between gap-3 text-sm text-soft">
          <p class="flex min-w-0 gap-1">
            <span class="truncate">{props.file.name}</span>
            <span class="shrink-0">· {sizeInWords(props.file.size)}</span>
          </p>
          <Show when={isUsable()}>
            <Button
              look="quiet"
              class="-me-3 shrink-0 px-3 text-sm text-ink"
              disabled={isBusy()}
              onClick={props.onOther}
            >
              {words.chosen.other}
            </Button>
          </Show>
        </div>
        {/* Not inert: the focus would be lost, and it is needed again where the server refuses. */}
        <div
          class="grid grow content-start gap-4 transition-opacity"
          classList={{ 'pointer-events-none opacity-60': isBusy() }}
        >
          <Show when={props.isFirstOfMany}>
            <Notice>{words.chosen.onlyOne}</Notice>
          </Show>
          <Switch fallback={<OpeningSkeleton />}>
            <Match when={as(opening(), 'open')} keyed>
              {({ picture, crop }) => (
                <CropPane picture={picture} crop={crop} onEnter={() => void use()}>
                  <AltTextField {...form.bind('altText')} />
                </CropPane>
              )}
            </Match>
            <Match when={refusal()}>
              {(why) => (
                <Notice tone="bad" urgent>
                  {why()}
                </Notice>
              )}
            </Match>
            <Match when={isUnseen()}>
              <Show when={!props.problem}>
                <Notice>{words.chosen.noPreview}</Notice>
              </Show>
              <AltTextField {...form.bind('altText')} />
            </Match>
          </Switch>
        </div>
        <WorkplaceActions>
          <Show when={props.problem ?? (isUncroppable() && words.chosen.uncroppable)}>
            {(problem) => (
              <Notice tone="bad" urgent>
                {problem()}
              </Notice>
            )}
          </Show>
          <Show when={isTooLarge() && !props.problem}>
            <Notice tone="bad">{words.chosen.tooLarge(sizeInWords(defaultMaxUploadBytes))}</Notice>
          </Show>
          <Show when={props.progress}>{(progress) => <Sending {...progress()} size={sent()} />}</Show>
          <div class="flex flex-wrap justify-end gap-2">
            <Button look="quiet" onClick={props.onCancel}>
              {words.chosen.cancel}
            </Button>
            <Show when={refusal()}>
              <Button look="primary" onClick={props.onOther}>
                {words.chosen.other}
              </Button>
            </Show>
            <Show when={isUsable()}>
              <Button type="submit" look="primary" busy={isBusy()}>
                {isTooLarge() ? words.chosen.anyway : words.chosen.upload}
              </Button>
            </Show>
          </div>
        </WorkplaceActions>
      </form>
    </Dialog>
  );
}

function as<Kind extends Opening['kind']>(opening: Opening, kind: Kind) {
  return opening.kind === kind ? (opening as Extract<Opening, { kind: Kind }>) : undefined;
}

/** As large as the stage that will take its place. */
function OpeningSkeleton() {
  return (
    <div
      role="status"
      aria-label={words.chosen.opening}
      class="grid gap-5 sm:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] sm:gap-8"
    >
      <Skeleton class="mx-auto aspect-square w-full rounded-card max-sm:max-w-[38dvh]" />
      <Skeleton class="h-40 w-full" />
    </div>
  );
}
