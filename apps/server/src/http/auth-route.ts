import { email as emailSchema } from '@visage/contract/account';
import { Refusal } from '@visage/contract/errors';
import { displayName, visibility } from '@visage/contract/profile';
import type { Limits } from '../domain/limits';
import { countingFailures, type PasswordAttempt } from '../domain/password-attempt';
import { requireSession } from '../domain/rights';
import { isUnavailable } from '../storage/unavailable';
import { readBounded } from './bounded-body';
import { type Callers, keyHeader } from './callers';
import { clientAddressHeader } from './client-address-header';
import { corsHeaders, type Origins, preflight } from './origins';
import { passkeyInput } from './passkey-input';
import {
  askingToVerify,
  asRefused,
  challengePath,
  creationPath,
  registrationPath,
  whereThereIsRoom,
} from './passkey-plugin';
import { callbackPath, orLedBack, providerInput, providerPath } from './provider-trip';
import { noDatabase, outcomes } from './refusal-status';
import type { SignIn } from './sign-in';
import { targetOf } from './target';

interface Parts {
  signIn: SignIn;
  callerOf: Callers['callerOf'];
  origins: Origins;
  limits: Limits;
  log(level: 'error', message: string, facts: object): void;
}

type Body = Record<string, unknown>;

const maxBody = 65_536;

/** `/api/auth/*`: our limits, origin check and input rules around better-auth. `address` is the client's. */
export function createAuthRoute({ signIn, origins, limits, callerOf, log }: Parts) {
  return async (request: Request, address: string): Promise<Response> => {
    if (request.method === 'OPTIONS') return preflight(origins, request, 'nothing');
    let response: Response;
    try {
      response = await answer(request, address);
    } catch (error) {
      const refusal = isUnavailable(error) ? noDatabase(error) : error;
      if (!(refusal instanceof Refusal)) log('error', 'sign-in failed', { error });
      response = refusal instanceof Refusal ? refused(refusal) : failed();
    }
    response.headers.set('Cache-Control', 'private, no-store');
    for (const [name, value] of Object.entries(corsHeaders(origins, request, 'nothing')))
      response.headers.set(name, value);
    return response;
  };

  async function answer(request: Request, address: string): Promise<Response> {
    const target = targetOf(request);
    if (/%00/.test(target.href))
      throw new Refusal('invalid_input', 'There is a character in the address that can’t be.');
    const headers = new Headers(request.headers);
    const path = target.pathname.replace(/^\/api\/auth/, '');
    headers.set(clientAddressHeader, address.replace(/\/64$/, ''));
    // Nobody signs in with a key, and a cookie beside one is ignored here as everywhere.
    if (headers.has(keyHeader)) headers.delete('cookie');
    if (request.method === 'GET' || request.method === 'HEAD') {
      const asksChallenge = path === challengePath;
      if (asksChallenge) await limits.passkeyChallenge(address);
      // It leaves a challenge behind.
      else if (path === creationPath) await limits.write(address);
      else await limits.read(address);
      const asked = signIn.handler(new Request(target.href, { method: request.method, headers }));
      // A person comes back from a provider here, with nothing on the page yet to say what went wrong.
      const answered = await (path.startsWith(callbackPath) ? orLedBack(asked) : asked);
      if (path === creationPath) return fresh(await whereThereIsRoom(answered));
      return asksChallenge ? askingToVerify(answered) : fresh(answered);
    }
    if (path.startsWith(callbackPath)) throw new Refusal('not_found', 'There is nothing here.');
    // Setting out for a provider leaves a cookie behind: not for a page of another site, and were it without one.
    if ((headers.has('cookie') || path === providerPath) && !origins.isTrusted(headers.get('origin'))) {
      throw new Refusal('forbidden', 'This page may not act for you.');
    }
    const typed = parse(await readBounded(request, maxBody, () => new Refusal('too_many_bytes', 'Too much text.')));
    const { body, settle } = await admit(request, path, typed, address);
    if (body !== null) headers.set('content-type', 'application/json');
    headers.delete('content-length');
    const answered = await settle(() =>
      signIn.handler(
        new Request(target.href, {
          method: request.method,
          headers,
          ...(body !== null && { body: JSON.stringify(body) }),
        }),
      ),
    );
    return path === registrationPath ? asRefused(fresh(answered)) : fresh(answered);
  }

  /** Counts the request against the limits of its path, and brings its input into the form that is stored. */
  async function admit(request: Request, path: string, typed: Body | null, address: string) {
    const given = typed?.email ?? typed?.newEmail ?? '';
    if (typeof given !== 'string') throw new Refusal('invalid_input', 'An e-mail address is text.');
    // No address is longer (RFC 5321 section 4.5.3.1.3); it becomes the key of a counter.
    const email = given.trim().toLowerCase().slice(0, 254);
    const nothing = (answer: () => Promise<Response>) => answer();
    switch (path) {
      case '/sign-up/email':
        await limits.signUp(address);
        return { body: signUpInput(typed), settle: nothing };
      case '/sign-in/email': {
        const attempt = await limits.signIn(address, email);
        return { body: typed && { ...typed, email }, settle: settling(attempt) };
      }
      case providerPath:
        await limits.provider(address);
        return { body: providerInput(typed), settle: nothing };
      case '/passkey/verify-authentication':
        await limits.passkey(address);
        return { body: passkeyInput.answer(typed), settle: nothing };
      case registrationPath:
        await limits.write(address);
        return { body: passkeyInput.registration(typed), settle: nothing };
      case '/passkey/update-passkey':
        await limits.write(address);
        return { body: passkeyInput.renaming(typed), settle: nothing };
      case '/request-password-reset':
      case '/send-verification-email':
      case '/change-email':
        await limits.mail(email);
        await limits.write(address);
        return {
          body: typed && { ...typed, [path === '/change-email' ? 'newEmail' : 'email']: email },
          settle: nothing,
        };
      case '/change-password':
      case '/verify-password': {
        await limits.write(address);
        const { userId } = requireSession(await callerOf(request));
        return { body: typed, settle: settling(await limits.password(userId)) };
      }
      default:
        await limits.write(address);
        return { body: typed, settle: nothing };
    }
  }
}

/** Only a wrong password, or an address that has none, counts as a failure. */
function settling(attempt: PasswordAttempt) {
  return (answer: () => Promise<Response>) =>
    countingFailures(attempt, answer, async (answered) => {
      const said = (await answered
        .clone()
        .json()
        .catch(() => null)) as { code?: string } | null;
      return /^INVALID_(EMAIL_OR_)?PASSWORD$/.test(said?.code ?? '');
    });
}

function signUpInput(typed: Body | null): Body {
  const fields: Record<string, string> = {};
  const name = displayName.safeParse(typed?.name);
  const email = emailSchema.safeParse(typed?.email);
  const seenBy = visibility.safeParse(typed?.visibility ?? 'public');
  if (!name.success) fields.name = name.error.issues[0]?.message ?? 'Invalid.';
  if (!email.success) fields.email = email.error.issues[0]?.message ?? 'Invalid.';
  if (!seenBy.success) fields.visibility = 'public, members or private.';
  if (!name.success || !email.success || !seenBy.success) {
    throw new Refusal('invalid_input', Object.values(fields).join(' '), { fields });
  }
  // Nothing else that was typed goes any further.
  const { password, rememberMe, callbackURL } = typed ?? {};
  return { name: name.data, email: email.data, visibility: seenBy.data, password, rememberMe, callbackURL };
}

function parse(bytes: Uint8Array): Body | null {
  if (bytes.byteLength === 0) return null;
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return storable(parsed as Body);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The rest is said below, together with what is JSON but no object.
  }
  throw new Refusal('invalid_input', 'The body must be a JSON object.');
}

/** Postgres holds no NUL, and none of its indexes a text of kilobytes: such input is refused before it is a failed query. */
function storable(body: Body): Body {
  for (const [field, value] of Object.entries(body)) {
    const isTooLong = typeof value === 'string' && value.length > 2048;
    if (isTooLong || holdsNul(value)) {
      throw new Refusal('invalid_input', `This ${field} can’t be used.`, {
        fields: { [field]: 'This can’t be used.' },
      });
    }
  }
  return body;
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}

function failed(): Response {
  return Response.json({ code: 'INTERNAL_ERROR', message: 'Something went wrong on our side.' }, { status: 500 });
}

/** In the shape of better-auth's own errors. */
function refused(refusal: Refusal): Response {
  const body = { code: refusal.code.toUpperCase(), message: refusal.message, fields: refusal.fields };
  return Response.json(body, {
    status: outcomes[refusal.code].status,
    headers: refusal.retryAfter === undefined ? {} : { 'Retry-After': String(refusal.retryAfter) },
  });
}

/** A copy whose headers can be changed. */
function fresh(response: Response): Response {
  return new Response(response.body, response);
}
