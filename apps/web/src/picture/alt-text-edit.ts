import { useMutation } from '@tanstack/solid-query';
import { altText as altTextSchema, type PictureMetadata } from '@visage/contract/picture';
import { type Accessor, createEffect, createSignal, on } from 'solid-js';
import { failureOf } from '../api/failure';
import { createForm } from '../form/create-form';
import { askForMe, putMe } from '../session/session';
import { guardUnsaved } from '../shell/unsaved-changes';
import { toast } from '../ui/toasts';
import { useAltText } from './my-picture';
import { words } from './words';

/** Words that were saved somewhere else since these were begun. */
interface Conflict {
  /** Of which both speak. */
  pictureId: string;
  overlap: ['altText'];
  mine: { altText: string };
  theirs: { altText: string };
}

/** The edit of what a picture is said to show, from the first letter until it is saved or discarded; it outlives the picture's removal. */
export function createAltTextEdit(picture: Accessor<PictureMetadata | null>) {
  const [base, setBase] = createSignal({ id: picture()?.id, altText: picture()?.altText ?? '' });
  const [typedFor, setTypedFor] = createSignal(picture()?.id);
  const [conflict, setConflict] = createSignal<Conflict | null>(null);
  const form = createForm({ altText: base().altText }, { altText: altTextSchema });
  const write = useAltText();
  const typed = () => form.parsed('altText');
  const isTyped = () => typed() !== base().altText;
  const isDirty = () => picture() !== null && isTyped();

  /** `sent` stood in the field when this was asked for: what was typed since stays. */
  function start({ id, altText }: Pick<PictureMetadata, 'id' | 'altText'>, sent = typed()): void {
    const isUntouched = typed() === sent;
    setBase({ id, altText });
    setTypedFor(id);
    if (isUntouched) form.reset({ altText });
  }

  // What was saved elsewhere shows here while nothing is typed; else it waits for the save, which compares the two.
  createEffect(
    on(
      () => [picture()?.id, picture()?.altText],
      () => {
        const now = picture();
        // It asked about a picture that is not the current one any more.
        if (now?.id !== conflict()?.pictureId) setConflict(null);
        if (!now) return;
        if (!isTyped() || typed() === now.altText) start(now);
        else if (now.id !== base().id) setBase(now);
      },
      { defer: true },
    ),
  );
  const discard = () => {
    const now = picture();
    if (now) start(now);
  };
  guardUnsaved({ hasUnsaved: isDirty, discard });

  /** Saves `mine` where what was there before is still `was`, and asks where it isn't. */
  const save = useMutation(() => ({
    mutationFn: async ({ pictureId, was, mine }: { pictureId: string; was: string; mine: string }) => {
      const me = await askForMe();
      const theirs = me.picture?.altText ?? '';
      if (me.picture?.id !== pictureId) {
        putMe(() => me);
        if (!me.picture) toast({ message: words.alt.removed, tone: 'bad' });
      } else if (picture()?.id !== pictureId) {
        // Replaced here since the server was asked: nobody has said yet that it is for the new one.
        return;
      } else if (theirs !== was && theirs !== mine) {
        setConflict({ pictureId, overlap: ['altText'], mine: { altText: mine }, theirs: { altText: theirs } });
      } else {
        const saved = await write.mutateAsync({ pictureId, altText: mine });
        const now = picture();
        if (!now || now.id === saved.id) start(saved, mine);
        // Replaced while it was on the way, and nothing has been typed since.
        else if (typed() === mine) start(now);
        toast({ message: words.alt.saved });
      }
    },
    onError: (error) => {
      const { kind, message } = failureOf(error);
      // Whoever is signed out is asked to sign in over all of this.
      if (kind !== 'unauthenticated') form.refuse({ altText: message });
    },
  }));

  return {
    form,
    isDirty,
    isSaving: () => save.isPending,
    /** The picture that it was typed for has been replaced meanwhile. */
    isForAnother: () => picture()?.id !== typedFor(),
    conflict,
    discard,
    save(): void {
      const { id, altText } = base();
      if (id === undefined || !isDirty() || save.isPending || !form.check()) return;
      save.mutate({ pictureId: id, was: altText, mine: typed() });
    },
    keepMine(): void {
      const asked = conflict();
      setConflict(null);
      if (!asked) return;
      save.mutate({ pictureId: asked.pictureId, was: asked.theirs.altText, mine: asked.mine.altText });
    },
    keepTheirs(): void {
      const asked = conflict();
      setConflict(null);
      if (!asked) return;
      const id = asked.pictureId;
      const { altText } = asked.theirs;
      start({ id, altText }, asked.mine.altText);
      putMe((me) => (me.picture?.id === id ? { ...me, picture: { ...me.picture, altText } } : me));
      toast({ message: words.alt.theirsKept });
    },
    decideLater: () => void setConflict(null),
  };
}

export type AltTextEdit = ReturnType<typeof createAltTextEdit>;
