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
    .meta({ summary: 'Your own profile, with your address' })
    .input(meInput)
    .output(ownProfile)
    .query(({ ctx }) => ctx.profiles.own(ctx.asking)),

  get: read
    .meta({ summary: 'One profile, by id or handle', example: { handle: 'ada' }, refusals: ['not_found'] })
    .input(getInput)
    .output(profile)
    .query(({ ctx, input }) => ctx.profiles.get(ctx.asking, input)),

  many: read
    .meta({
      summary: 'Up to a hundred profiles, in the order asked',
      description: 'Null where there is none, or the caller may not see it.',
      example: { handles: ['ada', 'grace'] },
    })
    .input(manyInput)
    .output(manyOutput)
    .query(({ ctx, input }) => ctx.profiles.many(ctx.asking, input)),

  list: read
    .meta({
      summary: 'The directory, and whom a search finds',
      description: 'Pass `nextCursor` back as `cursor` for more; null is the end.',
    })
    .input(listInput)
    .output(listOutput)
    .query(({ ctx, input }) => ctx.profiles.list(ctx.asking, input)),

  update: write
    .meta({
      summary: 'Change fields of a profile',
      description:
        '`revision` is that of the profile as it was read. If it was changed meanwhile, nothing is saved. Administrators may name another’s `userId`.',
      example: { revision: 1, bio: 'I count things.' },
      refusals: ['stale_revision', 'handle_taken', 'not_found'],
    })
    .input(updateInput)
    .output(updateOutput)
    .mutation(({ ctx, input: { userId: _, revision, ...changes } }) =>
      ctx.profiles.update(ctx.asking, ctx.subject, revision, changes),
    ),

  provision: administer
    .meta({
      summary: 'The person whom another site knows by an id of its own, made if there is none',
      description: 'Safe to repeat: someone who is known is answered as they stand.',
      example: { externalId: 'member-42', displayName: 'Grace Hopper' },
      refusals: ['handle_taken', 'email_taken', 'busy'],
    })
    .input(provisionInput)
    .output(provisionOutput)
    .mutation(({ ctx, input }) => ctx.profiles.provision(input)),
});
