import { auth } from './auth';
import { own, pathOf } from './deeds';
import { base64, image } from './images';
import type { TestKey } from './keys';
import type { Person, TestVisage } from './visage';

export type Ask = () => Promise<Response>;

/** Whatever can be asked that needs the database, each by its name; as often as one likes, and never twice from the same address. */
export async function everythingAsked(visage: TestVisage, person: Person, key: TestKey): Promise<Record<string, Ask>> {
  const { handle, revision } = await own(visage, person);
  return {
    ...(await callsOf(visage, person, key, revision)),
    ...picturesOf(visage, person, handle),
    ...signInOf(visage, person),
  };
}

async function callsOf(
  visage: TestVisage,
  { id, cookie }: Person,
  key: TestKey,
  revision: number,
): Promise<Record<string, Ask>> {
  const { origin } = visage;
  const page = { origin, cookie };
  const file = await image();
  const query = (path: string, input: object) => () =>
    visage.picture(`/trpc/${path}?${new URLSearchParams({ input: JSON.stringify(input) })}`, { headers: page });
  const mutation = (path: string, input: object, headers: Record<string, string>) => () =>
    visage.picture(`/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(input),
    });
  const put = (headers: Record<string, string>) => () =>
    visage.picture('/profile/me/picture', { method: 'PUT', headers, body: file.slice() });
  const uploaded = { data: base64(file), mimeType: 'image/png' };
  return {
    'profile.me': () => visage.picture('/trpc/profile.me', { headers: page }),
    'profile.get': query('profile.get', { id }),
    'profile.list': query('profile.list', {}),
    'picture.history': query('picture.history', { userId: id }),
    'a batch': () => visage.picture('/trpc/profile.me,profile.list?batch=1&input={"1":{}}', { headers: page }),
    'profile.update': mutation('profile.update', { revision, displayName: 'Ada' }, page),
    'picture.upload': mutation('picture.upload', uploaded, page),
    'picture.upload with a key': mutation('picture.upload', uploaded, key.headers),
    'apiKey.create': mutation('apiKey.create', { name: 'Another', scopes: ['profiles:read'] }, page),
    'PUT of a picture': put(page),
    'PUT of a picture with a key': put(key.headers),
  };
}

function picturesOf(visage: TestVisage, person: Person, handle: string): Record<string, Ask> {
  // Of nobody that memory could know.
  const hash = new Bun.CryptoHasher('sha256').update(crypto.randomUUID()).digest('hex');
  return {
    'a picture': () => visage.picture(pathOf(person)),
    'a picture by handle, resized': () => visage.picture(`/profile/@${handle}/picture?size=32`),
    'the picture of nobody': () => visage.picture(`/profile/${crypto.randomUUID()}/picture`),
    'an avatar': () => visage.picture(`/avatar/${hash}`),
    'an avatar, or none': () => visage.picture(`/avatar/${hash}?d=404`),
    'an earlier picture': () =>
      visage.picture(`/profile/${person.id}/history/${crypto.randomUUID()}`, { headers: { cookie: person.cookie } }),
    '/readyz': () => visage.picture('/readyz'),
  };
}

/** What better-auth answers. */
export function signInOf(visage: TestVisage, { email, password, cookie }: Person): Record<string, Ask> {
  const stranger = () => `${crypto.randomUUID()}@example.org`;
  const read = (path: string) => () => visage.picture(`/api/auth/${path}`, { headers: { cookie } });
  return {
    'a session': read('get-session'),
    'all sessions': read('list-sessions'),
    'ways to sign in': read('list-accounts'),
    passkeys: read('passkey/list-user-passkeys'),
    'a challenge for a passkey': () => visage.picture('/api/auth/passkey/generate-authenticate-options'),
    'a link that verifies': read('verify-email?token=none'),
    'signing in': () => auth(visage, 'sign-in/email', { email, password }),
    'signing in as nobody': () => auth(visage, 'sign-in/email', { email: stranger(), password }),
    'signing up': () => auth(visage, 'sign-up/email', { name: 'Bob', email: stranger(), password }),
    'asking to reset a password': () => auth(visage, 'request-password-reset', { email: stranger() }),
    'a new password by a link': () => auth(visage, 'reset-password', { token: 'none', newPassword: password }),
    'ending a session': () => auth(visage, 'revoke-session', { token: 'none' }, { cookie }),
    'another password': () =>
      auth(visage, 'change-password', { currentPassword: password, newPassword: password }, { cookie }),
    'another address': () => auth(visage, 'change-email', { newEmail: stranger() }, { cookie }),
  };
}
