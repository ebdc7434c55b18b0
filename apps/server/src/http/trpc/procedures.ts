import { TRPCError } from '@trpc/server';
import { Refusal } from '@visage/contract/errors';
import { requireSignedIn, subjectOf } from '../../domain/rights';
import { middleware, procedure } from './base';

/** Anyone may ask; what they are told depends on who they are. */
export const read = procedure.use(async ({ ctx, next }) => {
  await ctx.limits.read(ctx.clientAddress);
  return next({ ctx: { asking: await ctx.caller() } });
});

/** Only for those signed in. */
export const readOwn = read.use(({ ctx, next }) => next({ ctx: { asking: requireSignedIn(ctx.asking) } }));

/**
 * A change. Checked in the order of SPEC section 4: caller, origin, right to the user named, rate, size, and only then the
 * shape of the input. Leaves in `subject` the user whose data is changed, who never comes from the input unchecked.
 */
const change = (counts: 'write' | 'upload') =>
  middleware(async ({ ctx, getRawInput, next }) => {
    const asking = requireSignedIn(await ctx.caller());
    if (!ctx.fromTrustedOrigin) throw new Refusal('forbidden', 'This page may not act for you.');
    const done = counts === 'upload' ? ctx.holdUpload(asking.userId) : () => {};
    if (!done) throw new Refusal('busy', 'Too many uploads at once. Try again in a moment.', { retryAfter: 1 });
    try {
      // The body is read here for the first time, bounded; one too large names nobody and is refused after the rate.
      let raw: unknown;
      let unread: unknown;
      try {
        raw = await getRawInput();
      } catch (error) {
        unread = error;
      }
      const subject = subjectOf(asking, userNamedIn(raw));
      await ctx.limits[counts](asking.userId);
      if (unread instanceof TRPCError) throw unread;
      return await next({ ctx: { asking, subject } });
    } finally {
      done();
    }
  });

export const write = procedure.use(change('write'));
export const upload = procedure.use(change('upload'));

function userNamedIn(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null || !('userId' in raw)) return undefined;
  return typeof raw.userId === 'string' ? raw.userId : undefined;
}
