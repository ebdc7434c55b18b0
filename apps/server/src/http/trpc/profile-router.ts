import {
  getInput,
  listInput,
  listOutput,
  manyInput,
  manyOutput,
  meInput,
  ownProfile,
  profile,
  provisionInput,
  provisionOutput,
  updateInput,
  updateOutput,
} from '@visage/contract/profile';
import { createRouter } from './base';
import { administer, read, readOwn, write } from './procedures';

export const profileRouter = createRouter({
  me: readOwn
    .input(meInput)
    .output(ownProfile)
    .query(({ ctx }) => ctx.profiles.own(ctx.asking)),

  get: read
    .input(getInput)
    .output(profile)
    .query(({ ctx, input }) => ctx.profiles.get(ctx.asking, input)),

  many: read
    .input(manyInput)
    .output(manyOutput)
    .query(({ ctx, input }) => ctx.profiles.many(ctx.asking, input)),

  list: read
    .input(listInput)
    .output(listOutput)
    .query(({ ctx, input }) => ctx.profiles.list(ctx.asking, input)),

  update: write
    .input(updateInput)
    .output(updateOutput)
    .mutation(({ ctx, input: { userId: _, revision, ...changes } }) =>
      ctx.profiles.update(ctx.asking, ctx.subject, revision, changes),
    ),

  provision: administer
    .input(provisionInput)
    .output(provisionOutput)
    .mutation(({ ctx, input }) => ctx.profiles.provision(input)),
});
