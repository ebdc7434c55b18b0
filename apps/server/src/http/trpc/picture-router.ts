import { Refusal } from '@visage/contract/errors';
import {
  altTextInput,
  forgetOutput,
  historyInput,
  historyOutput,
  importGravatarInput,
  onChangeInput,
  pictureChange,
  pictureInput,
  pictureMetadata,
  removeInput,
  removeOutput,
  signedUrlInput,
  signedUrlOutput,
  uploadInput,
} from '@visage/contract/picture';
import { requireSignedIn, subjectOf } from '../../domain/rights';
import { createRouter } from './base';
import { decodeBase64 } from './base64';
import { read, readOwn, upload, write } from './procedures';
import { signedPictureUrl } from './signed-picture-url';
import { streamOf } from './stream-of';

export const pictureRouter = createRouter({
  upload: upload
    .input(uploadInput)
    .output(pictureMetadata)
    .mutation(({ ctx, input: { data, mimeType, altText } }) =>
      ctx.pictures.upload(ctx.asking, ctx.subject, { file: decodeBase64(data, ctx.maxUploadBytes), mimeType, altText }),
    ),

  importGravatar: upload
    .input(importGravatarInput)
    .output(pictureMetadata)
    .mutation(({ ctx }) => ctx.gravatarImports.import(ctx.asking)),

  remove: write
    .input(removeInput)
    .output(removeOutput)
    .mutation(async ({ ctx }) => {
      await ctx.pictures.remove(ctx.asking, ctx.subject);
      return { picture: null };
    }),

  history: readOwn
    .input(historyInput)
    .output(historyOutput)
    .query(async ({ ctx, input }) => ({
      items: await ctx.pictures.history(ctx.asking, subjectOf(ctx.asking, input.userId)),
      nextCursor: null,
    })),

  signedUrl: read
    .input(signedUrlInput)
    .output(signedUrlOutput)
    .query(async ({ ctx, input: { userId, ...wanted } }) => {
      const id = userId ?? requireSignedIn(ctx.asking).userId;
      const { picture } = await ctx.profiles.get(ctx.asking, { id });
      if (!picture) throw new Refusal('not_found', 'There is no picture.');
      const named = { userId: id, version: picture.version };
      return signedPictureUrl(ctx.signer, ctx.asking, named, wanted, Math.floor(Date.now() / 1000));
    }),

  onChange: read
    .input(onChangeInput)
    .output(streamOf(pictureChange))
    .subscription(({ ctx, input, signal }) => {
      // Every call over HTTP has a signal.
      const open = ctx.streams.open(ctx.clientAddress, signal ?? AbortSignal.abort());
      return ctx.pictureChanges.watch(input.ids, ctx.callerNow, open);
    }),

  restore: write
    .input(pictureInput)
    .output(pictureMetadata)
    .mutation(({ ctx, input }) => ctx.pictures.restore(ctx.asking, ctx.subject, input.pictureId)),

  forget: write
    .input(pictureInput)
    .output(forgetOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.pictures.forget(ctx.asking, ctx.subject, input.pictureId);
      return { forgotten: true as const };
    }),

  setAltText: write
    .input(altTextInput)
    .output(pictureMetadata)
    .mutation(({ ctx, input }) => ctx.pictures.setAltText(ctx.asking, ctx.subject, input.pictureId, input.altText)),
});
