import { initTRPC, TRPCError } from '@trpc/server';
import { Refusal } from '@visage/contract/errors';
import type { SiteSettings } from '@visage/contract/site';
import type { AccountExports } from '../../domain/account-exports';
import type { Accounts } from '../../domain/accounts';
import type { ApiKeys } from '../../domain/api-keys';
import type { Caller } from '../../domain/caller';
import type { GravatarImports } from '../../domain/gravatar-imports';
import type { Limits } from '../../domain/limits';
import type { PictureChanges } from '../../domain/picture-changes';
import type { Pictures } from '../../domain/pictures';
import type { Profiles } from '../../domain/profiles';
import { isUnavailable } from '../../storage/unavailable';
import { noDatabase, outcomes } from '../refusal-status';
import type { UrlSigner } from '../signed-url';
import type { OpenStreams } from './open-streams';
import type { ProcedureMeta } from './procedure-meta';

/** What every procedure may use: the rules, and what is known of the request. */
export interface Context {
  profiles: Profiles;
  pictures: Pictures;
  pictureChanges: PictureChanges;
  streams: OpenStreams;
  accounts: Accounts;
  apiKeys: ApiKeys;
  accountExports: AccountExports;
  gravatarImports: GravatarImports;
  siteSettings: SiteSettings;
  limits: Limits;
  maxUploadBytes: number;
  signer: UrlSigner;
  /** Makes room for the body of an upload; answers what to call when it is done with, or null when there is none. */
  holdUpload(userId: string): (() => void) | null;
  /** Has `done` called when the answer to the request has been sent, or nobody waits for it any more. */
  onceSent(done: () => void): void;
  /** Whether the request comes with what may be an API key. */
  hasKey: boolean;
  /** Throws `Refusal('unauthenticated')` for a bad key. Asked once a request. */
  caller(): Promise<Caller>;
  /** Asked anew each time; whoever's session or key has ended is nobody. */
  callerNow(): Promise<Caller>;
  /** The client's address, as limits count it. */
  clientAddress: string;
  /** True when the request comes from a page that may act with its visitor's cookies. */
  fromTrustedOrigin: boolean;
  isPassword(password: string): Promise<boolean>;
  /** Takes the session cookie away from the browser. */
  dropSession(): Promise<void>;
}

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    // No stacks, whatever NODE_ENV says.
    isDev: false,
    sse: {
      // In milliseconds. Three pings missed, and tRPC's own client takes the connection for dead and opens another.
      ping: { enabled: true, intervalMs: 5000 },
      client: { reconnectAfterInactivityMs: 15_000 },
    },
    errorFormatter({ shape, error }) {
      const { cause } = error;
      const data = { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path };
      if (cause instanceof Refusal) {
        const { code: reason, retryAfter, fields } = cause;
        return { ...shape, message: cause.message, data: { ...data, reason, retryAfter, fields } };
      }
      if (error.code === 'INTERNAL_SERVER_ERROR') {
        return { ...shape, message: 'Something went wrong on our side.', data };
      }
      return { ...shape, data };
    },
  });

export const createRouter = t.router;

/** A refusal as the tRPC error with its status. */
export function toTrpcError(refusal: Refusal): TRPCError {
  return new TRPCError({ code: outcomes[refusal.code].trpc, message: refusal.message, cause: refusal });
}

/** Gives every error its place in the table of SPEC section 4. */
const refusals = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const { error } = result;
  if (error.code === 'INTERNAL_SERVER_ERROR') {
    if (error.cause instanceof Refusal) throw toTrpcError(error.cause);
    if (isUnavailable(error.cause)) throw toTrpcError(noDatabase(error.cause));
  }
  if ((error.code === 'BAD_REQUEST' || error.code === 'PARSE_ERROR') && !(error.cause instanceof Refusal)) {
    throw toTrpcError(
      new Refusal('invalid_input', 'The input is not what this procedure takes.', {
        fields: fieldsAtFault(error.cause),
        cause: error.cause,
      }),
    );
  }
  return result;
});

export const procedure = t.procedure.use(refusals);
export const middleware = t.middleware;

/** Fields named in one answer. Someone who sends a million unknown ones is not told of each. */
const maxFields = 20;

/** Field name → the sentence of the contract's schema for it. */
function fieldsAtFault(cause: unknown): Record<string, string> | undefined {
  const issues = (cause as { issues?: { path: PropertyKey[]; message: string; keys?: string[] }[] } | undefined)
    ?.issues;
  if (!issues) return undefined;
  return Object.fromEntries(
    issues
      .slice(0, maxFields)
      .flatMap(({ path, message, keys }) =>
        keys
          ? keys.slice(0, maxFields).map((key) => [key.slice(0, 64), 'Unknown field.'])
          : [[path.map(String).join('.'), message]],
      ),
  );
}
