import { Refusal } from '@visage/contract/errors';
import { visibility } from '@visage/contract/profile';
import { signInProvider } from '@visage/contract/site';
import * as z from 'zod/mini';
import { isUnavailable } from '../storage/unavailable';

/** Where someone sets out to sign in with an account elsewhere, and where what they are called there brings them back to. */
export const providerPath = '/sign-in/social';
export const callbackPath = '/callback/';

/** A page of this site, as the path that the browser is sent to in the end: nobody is led elsewhere. */
const page = z.string().check(
  z.maxLength(500),
  z.refine((path) => isPathHere(path), 'This is no page of this site.'),
);

const input = z.object({
  provider: signInProvider,
  callbackURL: z._default(page, '/me'),
  errorCallbackURL: z._default(page, '/sign-in'),
  /** Of the profile that is made when they have none. */
  visibility: z._default(visibility, 'public'),
});

/**
 * The body of such a request, with what better-auth would also take left behind: a token instead of the trip, further scopes, further
 * parameters of the provider's. Throws `Refusal('invalid_input')`.
 */
export function providerInput(typed: Record<string, unknown> | null): Record<string, unknown> {
  const { data, error } = input.safeParse(typed ?? {});
  if (!data) {
    const fields = Object.fromEntries(error.issues.map(({ path, message }) => [path.map(String).join('.'), message]));
    throw new Refusal('invalid_input', error.issues[0]?.message ?? 'Invalid.', { fields });
  }
  const { visibility: seenBy, ...rest } = data;
  // Kept with the state of the trip, and read when a user is made at its end (providers.ts).
  return { ...rest, disableRedirect: true, additionalData: { visibility: seenBy } };
}

/** How long a provider may take, in milliseconds: less than an open connection is given without a word on it. */
const patience = 8000;

/** The answer at the end of a trip, or the way back to the sign-in page, which says in words that it failed. */
export async function orLedBack(answer: Promise<Response>): Promise<Response> {
  let isLate: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    isLate = setTimeout(() => resolve(null), patience);
  });
  try {
    const answered = await Promise.race([answer, late]);
    return answered && answered.status < 500 ? answered : ledBack();
  } catch (error) {
    // That the database can't be asked is answered as everywhere, and so is what is asked too often.
    if (error instanceof Refusal || isUnavailable(error)) throw error;
    return ledBack();
  } finally {
    clearTimeout(isLate);
  }
}

function ledBack(): Response {
  return new Response(null, { status: 302, headers: { Location: '/sign-in?error=provider_failed' } });
}

/** As browsers read it (URL Standard section 4.4): `//host`, `/\host` and `/<tab>/host` are addresses of other sites. */
function isPathHere(path: string): boolean {
  const here = 'https://here.invalid';
  return path.startsWith('/') && URL.canParse(path, here) && new URL(path, here).origin === here;
}
