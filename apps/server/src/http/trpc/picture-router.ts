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
import type { SignedIn } from '../../domain/caller';
import { requireScope, requireSignedIn, subjectOf } from '../../domain/rights';
import { createRouter } from './base';
import { decodeBase64 } from './base64';
import { read, readNamed, upload, write } from './procedures';
import { signedPictureUrl } from './signed-picture-url';
import { streamOf } from './stream-of';

/** One transparent pixel. */
const tinyPng = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

export const pictureRouter = createRouter({
  upload: upload
    .meta({
      summary: 'Show a new picture',
      description: 'JPEG, PNG, WebP, GIF or AVIF, in base64. The earlier picture moves to the history.',
      example: { data: tinyPng, mimeType: 'image/png', altText: 'A dot' },
      refusals: ['not_found', 'unsupported_type', 'undecodable', 'mime_mismatch', 'too_many_pixels', 'busy'],
    })
    .input(uploadInput)
    .output(pictureMetadata)
    .mutation(({ ctx, input: { data, mimeType, altText } }) =>
      ctx.pictures.upload(ctx.asking, ctx.subject, { file: decodeBase64(data, ctx.maxUploadBytes), mimeType, altText }),
    ),

  importGravatar: upload
    .meta({
      summary: 'Show the picture that Gravatar has for your verified address',
      refusals: [
        'not_found',
        'unverified_address',
        'gravatar_unreachable',
        'unsupported_type',
        'undecodable',
        'mime_mismatch',
        'too_many_pixels',
        'busy',
      ],
    })
    .input(importGravatarInput)
    .output(pictureMetadata)
    .mutation(({ ctx }) => ctx.gravatarImports.import(ctx.asking)),

  remove: write
    .meta({ summary: 'Show no picture; the current one moves to the history', refusals: ['not_found'] })
    .input(removeInput)
    .output(removeOutput)
    .mutation(async ({ ctx }) => {
      await ctx.pictures.remove(ctx.asking, ctx.subject);
      return { picture: null };
    }),

  history: readNamed
    .meta({ summary: 'Earlier pictures, the newest first', refusals: ['not_found'] })
    .input(historyInput)
    .output(historyOutput)
    .query(async ({ ctx, input }) => ({
      items: await ctx.pictures.history(ctx.asking, historyOf(ctx.asking, input.userId)),
      nextCursor: null,
    })),

  signedUrl: read
    .meta({ summary: 'A URL of a picture that works without a session, for a while', refusals: ['not_found'] })
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
    .meta({
      summary: 'A stream of what people show now and whatever changes',
      description:
        'On connecting, and on every reconnecting, the state of each id; then each change. A ping every 5 s.',
      example: { ids: ['an id'] },
      refusals: ['busy'],
    })
    .input(onChangeInput)
    .output(streamOf(pictureChange))
    .subscription(({ ctx, input, signal }) => {
      // Every call over HTTP has a signal.
      const open = ctx.streams.open(ctx.clientAddress, signal ?? AbortSignal.abort());
      return ctx.pictureChanges.watch(input.ids, ctx.callerNow, open);
    }),

  restore: write
    .meta({ summary: 'Show an earlier picture again', example: { pictureId: 'an id' }, refusals: ['not_found'] })
    .input(pictureInput)
    .output(pictureMetadata)
    .mutation(({ ctx, input }) => ctx.pictures.restore(ctx.asking, ctx.subject, input.pictureId)),

  forget: write
    .meta({
      summary: 'Erase a picture and every size made from it',
      example: { pictureId: 'an id' },
      refusals: ['not_found'],
    })
    .input(pictureInput)
    .output(forgetOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.pictures.forget(ctx.asking, ctx.subject, input.pictureId);
      return { forgotten: true as const };
    }),

  setAltText: write
    .meta({
      summary: 'Say in words what a picture shows',
      example: { pictureId: 'an id', altText: 'Me, on a boat' },
      refusals: ['not_found'],
    })
    .input(altTextInput)
    .output(pictureMetadata)
    .mutation(({ ctx, input }) => ctx.pictures.setAltText(ctx.asking, ctx.subject, input.pictureId, input.altText)),
});

/** Whose history: one's own takes the right to see it, another's an administrator's right to act for them. */
function historyOf(caller: SignedIn, named: string | undefined): string {
  const subject = subjectOf(caller, named);
  if (subject === caller.userId) requireScope(caller, 'profiles:read');
  return subject;
}
