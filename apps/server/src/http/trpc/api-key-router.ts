import {
  createKeyInput,
  createKeyOutput,
  listKeysInput,
  listKeysOutput,
  revokeKeyInput,
  revokeKeyOutput,
} from '@visage/contract/api-key';
import { createRouter } from './base';
import { readBySession, writeBySession } from './procedures';

export const apiKeyRouter = createRouter({
  create: writeBySession
    .meta({
      summary: 'Make an API key, which is told this once',
      example: { name: 'Our forum', scopes: ['profiles:read'] },
    })
    .input(createKeyInput)
    .output(createKeyOutput)
    .mutation(({ ctx, input }) => ctx.apiKeys.create(ctx.asking, input)),

  list: readBySession
    .meta({ summary: 'Your API keys that work' })
    .input(listKeysInput)
    .output(listKeysOutput)
    .query(async ({ ctx }) => ({ items: await ctx.apiKeys.list(ctx.asking), nextCursor: null })),

  revoke: writeBySession
    .meta({ summary: 'End an API key', example: { id: 'an id' }, refusals: ['not_found'] })
    .input(revokeKeyInput)
    .output(revokeKeyOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.apiKeys.revoke(ctx.asking, input.id);
      return { revoked: true as const };
    }),
});
