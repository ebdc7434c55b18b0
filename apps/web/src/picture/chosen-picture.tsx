import { defaultMaxUploadBytes, textLimits } from '@visage/contract/limits';
import { altText as altTextSchema } from '@visage/contract/picture';
import { createEffect, createSignal, on, onMount, Show } from 'solid-js';
import { failure } from '../api/failure';
import { createForm } from '../form/create-form';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { ProgressBar } from '../ui/progress-bar';
import { TextField } from '../ui/text-field';
import { doubtAbout, sizeInWords } from './chosen-file';
import { createObjectUrl } from './object-url';
import { words } from './words';

interface ChosenPictureProps {
  file: File;
  /** Null when nothing is being sent, else the share sent, from 0 to 1. */
  progress: number | null;
  problem: string | undefined;
  onUpload(altText: string): void;
  onOther(): void;
  onCancel(): void;
}

/** A picture on its way: looked at, described, sent. */
export function ChosenPicture(props: ChosenPictureProps) {
  const url = createObjectUrl(() => props.file);
  const [isUnseen, setUnseen] = createSignal(false);
  createEffect(on(url, () => setUnseen(false)));
  const form = createForm({ altText: '' }, { altText: altTextSchema });
  const doubt = () => doubtAbout(props.file);
  const isHopeless = () => doubt() === 'unsupported_type';
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  return (
    <form
      novalidate
      aria-labelledby="chosen"
      class="grid grid-cols-1 items-start gap-6 sm:grid-cols-[auto_minmax(0,1fr)] sm:gap-8"
      onSubmit={(event) => {
        event.preventDefault();
        if (props.progress === null && !isHopeless() && form.check()) props.onUpload(form.parsed('altText'));
      }}
    >
      <div class="relative size-40 justify-self-center overflow-hidden rounded-full bg-hover sm:size-48">
        <Show
          when={!isUnseen()}
          fallback={
            <p class="grid size-full place-content-center justify-items-center gap-2 p-6 text-center text-sm text-soft">
              <Icon name="image" />
              <Show when={!isHopeless()}>{words.chosen.noPreview}</Show>
            </p>
          }
        >
          <img
            src={url()}
            alt={words.chosen.alt}
            class="absolute inset-0 size-full object-cover"
            onError={() => setUnseen(true)}
          />
        </Show>
      </div>
      <div class="grid grid-cols-1 gap-4">
        <div>
          <h3 id="chosen" ref={heading} tabIndex={-1} class="text-lg font-semibold outline-none">
            {isHopeless() ? words.chosen.hopeless : words.chosen.title}
          </h3>
          <p class="text-sm text-soft">
            {props.file.name} · {sizeInWords(props.file.size)}
          </p>
        </div>
        <Show when={props.problem ?? (isHopeless() && failure('unsupported_type').message)}>
          {(problem) => (
            <Notice tone="bad" urgent>
              {problem()}
            </Notice>
          )}
        </Show>
        <Show when={doubt() === 'too_many_bytes' && !props.problem}>
          <Notice tone="bad">{words.chosen.tooLarge(sizeInWords(defaultMaxUploadBytes))}</Notice>
        </Show>
        <Show when={props.progress === null} fallback={<Sending share={props.progress ?? 0} size={props.file.size} />}>
          <Show when={!isHopeless()}>
            <TextField
              {...form.bind('altText')}
              label={words.alt.label}
              optional={words.alt.optional}
              hint={words.alt.hint}
              autocomplete="off"
              autocapitalize="sentences"
              left={
                textLimits.altText - form.values.altText.length < 50
                  ? textLimits.altText - [...form.values.altText].length
                  : undefined
              }
            />
          </Show>
        </Show>
        <div class="flex flex-wrap gap-2">
          <Show when={!isHopeless()}>
            <Button type="submit" look="primary" busy={props.progress !== null}>
              {doubt() ? words.chosen.anyway : words.chosen.upload}
            </Button>
          </Show>
          <Show when={props.progress === null}>
            <Button onClick={props.onOther}>{words.chosen.other}</Button>
          </Show>
          <Button look="quiet" onClick={props.onCancel}>
            {words.chosen.cancel}
          </Button>
        </div>
      </div>
    </form>
  );
}

function Sending(props: { share: number; size: number }) {
  const text = () => {
    if (props.share === 0) return words.chosen.reading;
    if (props.share === 1) return words.chosen.preparing;
    return words.chosen.sent(sizeInWords(props.share * props.size, props.size), sizeInWords(props.size));
  };
  /** Read out only where something new begins, not at every packet. */
  const stage = () => (props.share === 0 ? words.chosen.reading : props.share === 1 ? words.chosen.preparing : '');
  return (
    <div class="grid gap-2">
      <ProgressBar value={props.share} label={words.chosen.progress} />
      <p class="text-sm text-soft tabular-nums" aria-hidden={stage() === '' ? undefined : 'true'}>
        {text()}
      </p>
      <p class="sr-only" role="status">
        {stage()}
      </p>
    </div>
  );
}
