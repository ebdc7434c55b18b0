import { altText as altTextSchema, type PictureMetadata } from '@visage/contract/picture';
import { createEffect, on, Show } from 'solid-js';
import { failureOf } from '../api/failure';
import { createForm } from '../form/create-form';
import { guardUnsaved } from '../shell/unsaved-changes';
import { Button } from '../ui/button';
import { toast } from '../ui/toasts';
import { AltTextField } from './alt-text-field';
import { useAltText } from './my-picture';
import { words } from './words';

/** The words for those who can't see the picture, saved by themselves. */
export function AltTextForm(props: { picture: PictureMetadata }) {
  const form = createForm({ altText: props.picture.altText }, { altText: altTextSchema });
  const save = useAltText();
  const isChanged = () => form.parsed('altText') !== props.picture.altText;
  createEffect(
    on(
      () => props.picture.id,
      () => form.reset({ altText: props.picture.altText }),
      { defer: true },
    ),
  );
  guardUnsaved({ hasUnsaved: isChanged, discard: () => form.reset({ altText: props.picture.altText }) });
  let element: HTMLFormElement | undefined;
  const submit = async () => {
    if (!isChanged() || !form.check()) return;
    const altText = form.parsed('altText');
    // The button goes as soon as there is nothing to save.
    element?.querySelector<HTMLElement>('input, textarea')?.focus();
    try {
      await save.mutateAsync({ pictureId: props.picture.id, altText });
      toast({ message: words.alt.saved });
    } catch (error) {
      // What was typed stays in the field; only the picture shows the former words again.
      form.refuse({ altText: failureOf(error).message });
    }
  };
  return (
    <form
      ref={element}
      novalidate
      class="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <AltTextField {...form.bind('altText')} />
      <Show when={isChanged()}>
        <Button type="submit" class="justify-self-start" busy={save.isPending}>
          {words.alt.save}
        </Button>
      </Show>
    </form>
  );
}
