import { deleteInput, deleteOutput } from '@visage/contract/account';
import { createRouter } from './base';
import { writeBySession } from './procedures';

export const accountRouter = createRouter({
  delete: writeBySession
    .input(deleteInput)
    .output(deleteOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.accounts.delete(ctx.asking, input.password, ctx.isPassword, new Date());
      await ctx.dropSession();
      return { deleted: true as const };
    }),
});
