import { useMutation } from '@tanstack/solid-query';
import type { PictureMetadata } from '@visage/contract/picture';
import { createSignal, onCleanup } from 'solid-js';
import { client, clientForUpload } from '../api/client';
import { forgetOthersView } from '../me/my-profile';
import { cachedMe, putMe, queryClient, stopAskingForMe } from '../session/session';
import { mimeTypeOf, toBase64 } from './chosen-file';
import { historyKey } from './history';

/** Milliseconds in which a change can be taken back with one click. */
export const undoFor = 10_000;

/** Shows a picture, or none, wherever the person's own picture is shown. */
async function show(picture: PictureMetadata | null): Promise<void> {
  // A copy asked for before the change must not arrive after it.
  await stopAskingForMe();
  putMe((me) => ({ ...me, picture }));
}

function settled(): void {
  void queryClient.invalidateQueries({ queryKey: historyKey });
  forgetOthersView();
}

interface Chosen {
  file: File;
  altText: string;
}

/** Uploads one file at a time. `progress` is null when none is, else the share sent, from 0 to 1. */
export function useUpload() {
  const [progress, setProgress] = createSignal<number | null>(null);
  let controller = new AbortController();
  const mutation = useMutation(() => ({
    mutationFn: async ({ file, altText }: Chosen) => {
      controller = new AbortController();
      const { signal } = controller;
      setProgress(0);
      const data = await toBase64(file);
      signal.throwIfAborted();
      const uploading = clientForUpload(({ sent, total }) => setProgress(total > 0 ? sent / total : 0));
      return uploading.picture.upload.mutate({ data, mimeType: mimeTypeOf(file), altText }, { signal });
    },
    onSuccess: show,
    onSettled: () => {
      setProgress(null);
      settled();
    },
    // Cancelled too late, or the answer lost: only the server knows which picture it is now.
    onError: () => void queryClient.invalidateQueries({ queryKey: ['profile.me'] }),
  }));
  const cancel = () => controller.abort();
  onCleanup(cancel);
  return { mutation, progress, cancel };
}

/** Taken away at once, and put back if the server refuses. */
export function useRemove() {
  return useMutation(() => ({
    mutationFn: () => client.picture.remove.mutate(),
    onMutate: async () => {
      const before = cachedMe()?.picture ?? null;
      await show(null);
      return { before };
    },
    onError: (_error, _none, context) => void show(context?.before ?? null),
    onSettled: settled,
  }));
}

/** The picture that Gravatar has for one's address. */
export function useImport() {
  return useMutation(() => ({
    mutationFn: () => client.picture.importGravatar.mutate(),
    onSuccess: show,
    onSettled: settled,
    // The answer may have been lost on the way: only the server knows which picture it is now.
    onError: () => void queryClient.invalidateQueries({ queryKey: ['profile.me'] }),
  }));
}

export function useRestore() {
  return useMutation(() => ({
    mutationFn: (pictureId: string) => client.picture.restore.mutate({ pictureId }),
    onSuccess: show,
    onSettled: settled,
  }));
}

export function useErase() {
  return useMutation(() => ({
    mutationFn: (pictureId: string) => client.picture.forget.mutate({ pictureId }),
    onSettled: settled,
  }));
}

/** Shown at once, and put back if the server refuses. */
export function useAltText() {
  return useMutation(() => ({
    mutationFn: (change: { pictureId: string; altText: string }) => client.picture.setAltText.mutate(change),
    onMutate: async ({ altText }) => {
      const before = cachedMe()?.picture ?? null;
      await show(before && { ...before, altText });
      return { before };
    },
    onSuccess: show,
    onError: (_error, _change, context) => void show(context?.before ?? null),
    onSettled: settled,
  }));
}
