import { TRPCError } from '@trpc/server';
import { Refusal } from '@visage/contract/errors';
import type { Caller, SignedIn } from '../../domain/caller';
import { requireAdministrator, requireScope, requireSession, requireSignedIn, subjectOf } from '../../domain/rights';
import { countingBadKeys } from '../callers';
import { type Context, middleware, procedure } from './base';

/** Anyone may ask; what they are told depends on who they are. */
export const read = procedure
  .meta({ access: 'anyone' })
  .use(async ({ ctx, next }) => next({ ctx: { asking: await admitReader(ctx) } }));

/** Only for those signed in, who are told what is theirs. */
export const readOwn = read
  .meta({ access: 'signed-in' })
  .use(({ ctx, next }) => next({ ctx: { asking: requireScope(ctx.asking, 'profiles:read') } }));

/** Only for those signed in; what a key must be allowed depends on whom it names. */
export const readNamed = read
  .meta({ access: 'signed-in' })
  .use(({ ctx, next }) => next({ ctx: { asking: requireSignedIn(ctx.asking) } }));

export const readBySession = read
  .meta({ access: 'session' })
  .use(({ ctx, next }) => next({ ctx: { asking: requireSession(ctx.asking) } }));

/** Reads by a key are counted by the key, all others by address; those by a key that is none apart, by address too. */
async function admitReader({ limits, clientAddress, hasKey, caller }: Context): Promise<Caller> {
  if (!hasKey) await limits.read(clientAddress);
  const asking = await countingBadKeys(caller, () => limits.badKey(clientAddress));
  if (asking.kind === 'key') await limits.read(asking.keyId);
  return asking;
}

const byWriter = (caller: Caller) => requireScope(caller, 'profiles:write');

/**
 * A change. Checked in the order of SPEC section 4: caller, origin, right to the user named, rate, size, and only then the
 * shape of the input. Leaves in `subject` the user whose data is changed, who never comes from the input unchecked.
 */
const change = <Asking extends SignedIn>(require: (caller: Caller) => Asking, counts: 'write' | 'upload' = 'write') =>
  middleware(async ({ ctx, getRawInput, next }) => {
    const asking = require(await countingBadKeys(ctx.caller, () => ctx.limits.badKey(ctx.clientAddress)));
    // No page sends a key by itself, as it does a cookie.
    if (asking.kind === 'session' && !ctx.fromTrustedOrigin) {
      throw new Refusal('forbidden', 'This page may not act for you.');
    }
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

export const write = procedure.meta({ access: 'writer' }).use(change(byWriter));
export const upload = procedure.meta({ access: 'writer' }).use(change(byWriter, 'upload'));
export const administer = procedure.meta({ access: 'administrator' }).use(change(requireAdministrator));
export const writeBySession = procedure.meta({ access: 'session' }).use(change(requireSession));

function userNamedIn(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null || !('userId' in raw)) return undefined;
  return typeof raw.userId === 'string' ? raw.userId : undefined;
}
