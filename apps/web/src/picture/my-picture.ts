import { useMutation } from '@tanstack/solid-query';
import type { PictureMetadata } from '@visage/contract/picture';
import { createSignal, onCleanup } from 'solid-js';
import { client, clientForUpload } from '../api/client';
import { failureOf } from '../api/failure';
import { forgetOthersView } from '../me/my-profile';
import { asMe, cachedMe, meKey, putMe, queryClient, stillMe, stopAskingForMe } from '../session/session';
import { mimeTypeOf, toBase64 } from './chosen-file';
import { dropFromHistory, historyKey } from './history';

/** Shows a picture, or none, wherever the person's own picture is shown. */
async function show(picture: PictureMetadata | null): Promise<void> {
  // A copy asked for before the change must not arrive after it.
  await stopAskingForMe();
  putMe((me) => ({ ...me, picture }));
}

function settled(_answer: unknown, error: Error | null): void {
  // What the server says now is about someone else.
  if (error && failureOf(error).kind === 'someone_else') return;
  // Refused, cancelled too late, or the answer lost on the way: only the server knows which picture it is now.
  if (error) void queryClient.invalidateQueries({ queryKey: meKey });
  void queryClient.invalidateQueries({ queryKey: historyKey });
  forgetOthersView();
}

/** Of an upload. */
export interface Progress {
  /** Of its bytes, from 0 to 1. */
  share: number;
  /** It was sent before, in vain. */
  isAgain: boolean;
}

interface Chosen {
  file: File;
  altText: string;
}

/** Uploads one file at a time. `progress` is null when none is. */
export function useUpload() {
  const [progress, setProgress] = createSignal<Progress | null>(null);
  let controller = new AbortController();
  const mutation = useMutation(() => ({
    mutationFn: async ({ file, altText }: Chosen) => {
      controller = new AbortController();
      const { signal } = controller;
      setProgress({ share: 0, isAgain: false });
      const data = await toBase64(file);
      signal.throwIfAborted();
      const uploading = clientForUpload(({ sent, total, isAgain }) =>
        setProgress({ share: total > 0 ? sent / total : 0, isAgain }),
      );
      const sent = { data, mimeType: mimeTypeOf(file), altText };
      return asMe((named) => uploading.picture.upload.mutate({ ...named, ...sent }, { signal }));
    },
    onSuccess: show,
    onSettled: (answer, error) => {
      setProgress(null);
      settled(answer, error);
    },
  }));
  const cancel = () => controller.abort();
  onCleanup(cancel);
  return { mutation, progress, cancel };
}

/** Taken away at once, and put back if the server refuses. */
export function useRemove() {
  return useMutation(() => ({
    mutationFn: () => asMe((named) => client.picture.remove.mutate(named)),
    onMutate: async () => {
      const before = cachedMe()?.picture ?? null;
      await show(null);
      return { before };
    },
    onError: (_error, _none, context) => show(context?.before ?? null),
    onSettled: settled,
  }));
}

/** The picture that Gravatar has for one's address. */
export function useImport() {
  return useMutation(() => ({
    mutationFn: async () => {
      // It is that of whoever asks.
      await stillMe();
      return client.picture.importGravatar.mutate();
    },
    onSuccess: show,
    onSettled: settled,
  }));
}

export function useRestore() {
  return useMutation(() => ({
    mutationFn: (pictureId: string) => asMe((named) => client.picture.restore.mutate({ ...named, pictureId })),
    onSuccess: show,
    onSettled: settled,
  }));
}

export function useErase() {
  return useMutation(() => ({
    mutationFn: (pictureId: string) => asMe((named) => client.picture.forget.mutate({ ...named, pictureId })),
    onSuccess: (_, pictureId) => dropFromHistory(pictureId),
    onSettled: settled,
  }));
}

export function useAltText() {
  return useMutation(() => ({
    mutationFn: (change: { pictureId: string; altText: string }) =>
      asMe((named) => client.picture.setAltText.mutate({ ...named, ...change })),
    onSuccess: async (described) => {
      await stopAskingForMe();
      putMe((me) => (me.picture?.id === described.id ? { ...me, picture: described } : me));
      // It may be an earlier picture by now, which the answer doesn't tell.
      void queryClient.invalidateQueries({ queryKey: meKey });
    },
    onSettled: settled,
  }));
}
