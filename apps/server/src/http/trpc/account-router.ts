import { deleteInput, deleteOutput } from '@visage/contract/account';
import { accountExport, exportInput } from '@visage/contract/account-export';
import { createRouter } from './base';
import { readOwn, write } from './procedures';

export const accountRouter = createRouter({
  export: readOwn
    .input(exportInput)
    .output(accountExport)
    .query(({ ctx }) => ctx.accountExports.make(ctx.asking)),

  delete: write
    .input(deleteInput)
    .output(deleteOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.accounts.delete(ctx.asking, input.password, ctx.isPassword, new Date());
      await ctx.dropSession();
      return { deleted: true as const };
    }),
});
