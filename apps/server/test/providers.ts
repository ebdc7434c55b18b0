import { auth, newAddress } from './auth';
import { cookieOf, type TestVisage } from './visage';

export type Provider = 'github' | 'google';

/** Someone with an account there, by the id that never changes. */
export interface Elsewhere {
  id: number;
  email: string | null;
  verified?: boolean;
  name?: string;
}

/** Tokens as the stand-ins give them out: none of it may be found in the database. */
export const tokenOf = (provider: Provider) => `${provider}-token-that-nobody-keeps`;

/**
 * GitHub and Google in this process: only what goes to their hosts is answered here, with whoever `comes` was last told of. What they were
 * asked is kept.
 */
export function standInProviders() {
  const asked: { url: string; body: string }[] = [];
  let someone: Elsewhere | 'refused' | 'broken' = 'refused';
  const real = globalThis.fetch;
  const answerOf: Record<string, (who: Elsewhere) => unknown> = {
    'https://github.com/login/oauth/access_token': () => ({ access_token: tokenOf('github'), token_type: 'bearer' }),
    'https://api.github.com/user': ({ id, email, name = 'Grace Hopper' }) => ({
      ...{ id, login: 'grace', name, email, avatar_url: 'https://avatars.githubusercontent.com/u/1' },
    }),
    'https://api.github.com/user/emails': ({ email, verified = true }) =>
      email === null ? [] : [{ email, primary: true, verified, visibility: null }],
    'https://oauth2.googleapis.com/token': ({ id, email, verified = true, name = 'Grace Hopper' }) => ({
      ...{ access_token: tokenOf('google'), refresh_token: tokenOf('google'), token_type: 'Bearer', expires_in: 3599 },
      id_token: jwt({ sub: String(id), email, email_verified: verified, name, picture: 'https://lh3.example/p' }),
    }),
  };
  const answer = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input);
    const says = answerOf[url];
    if (!says) return real(input, init);
    asked.push({ url, body: String(init?.body ?? '') });
    if (someone === 'broken') throw new TypeError('fetch failed');
    return someone === 'refused' ? Response.json({ error: 'bad_verification_code' }) : Response.json(says(someone));
  };
  globalThis.fetch = Object.assign(answer, real);
  return {
    asked,
    comes: (who: typeof someone) => {
      someone = who;
    },
    stop: () => {
      globalThis.fetch = real;
    },
  };
}

const jwt = (claims: object) =>
  [{ alg: 'RS256' }, claims, {}].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

/** Setting out: where the browser is sent, with which cookie. */
export async function setOut(visage: TestVisage, provider: Provider, more: object = {}) {
  const answered = await auth(visage, 'sign-in/social', { provider, ...more });
  if (!answered.ok) throw new Error(`refused: ${answered.status} ${await answered.text()}`);
  const { url } = (await answered.json()) as { url: string };
  return { url: new URL(url), state: new URL(url).searchParams.get('state') ?? '', cookie: cookieOf(answered) };
}

/** Coming back, as the provider sends the browser. */
export function comeBack(
  visage: TestVisage,
  provider: Provider,
  query: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return visage.picture(`/api/auth/callback/${provider}?${new URLSearchParams(query)}`, {
    headers: { 'x-forwarded-for': newAddress(), ...headers },
  });
}

/** There and back: where it ends, and the session's cookie if there is one. */
export async function throughProvider(visage: TestVisage, provider: Provider, more: object = {}) {
  const { state, cookie } = await setOut(visage, provider, more);
  const answered = await comeBack(visage, provider, { code: 'a code', state }, { cookie });
  const session = answered.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0] ?? '')
    .find((each) => /session_token=./.test(each));
  return { status: answered.status, location: answered.headers.get('location'), cookie: session ?? null };
}
