import { deleteInput, deleteOutput } from '@visage/contract/account';
import { accountExport, exportInput } from '@visage/contract/account-export';
import { createRouter } from './base';
import { readBySession, writeBySession } from './procedures';

export const accountRouter = createRouter({
  export: readBySession
    .meta({ summary: 'Everything held about you, pictures included', refusals: ['busy'] })
    .input(exportInput)
    .output(accountExport)
    .query(async ({ ctx }) => {
      const { everything, letGo } = await ctx.accountExports.make(ctx.asking);
      ctx.onceSent(letGo);
      return everything;
    }),

  delete: writeBySession
    .meta({
      summary: 'Erase your account and everything held about you',
      description: 'Needs a session younger than a day, or the password.',
      refusals: ['password_required'],
    })
    .input(deleteInput)
    .output(deleteOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.accounts.delete(ctx.asking, input.password, ctx.isPassword, new Date());
      await ctx.dropSession();
      return { deleted: true as const };
    }),
});
