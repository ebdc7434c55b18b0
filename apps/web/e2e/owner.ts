import type { OwnProfile } from '@visage/contract/profile';
import { fromElsewhere, password } from './site';

/** Someone who changes their picture from another device. */
export interface Owner {
  /** Of their picture, on Visage. */
  path: string;
  /** Of their session, as a `Cookie` header names it. */
  cookie: string;
  upload(jpeg: Buffer): Promise<{ url: string }>;
  update(changes: object): Promise<void>;
  profile(): Promise<OwnProfile>;
  call<Data>(procedure: string, input?: unknown): Promise<Data>;
}

/** By which the list of sessions names it. */
const laptop =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36';

/** Signs someone up, without a page. */
export async function ownerOf(url: string, email = `${crypto.randomUUID()}@example.org`): Promise<Owner> {
  const headers = { 'content-type': 'application/json', origin: url, 'user-agent': laptop };
  const answered = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { ...headers, ...fromElsewhere() },
    body: JSON.stringify({ name: 'Noor Haddad', email, password }),
  });
  if (!answered.ok) throw new Error(`sign-up: ${answered.status} ${await answered.text()}`);
  const cookie = answered.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
  async function send<Data>(path: string, init: RequestInit): Promise<Data> {
    const response = await fetch(`${url}/trpc/${path}`, { ...init, headers: { ...headers, cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { result: { data: Data } }).result.data;
  }
  const call = <Data>(procedure: string, input: unknown = null) =>
    send<Data>(procedure, { method: 'POST', body: JSON.stringify(input) });
  const me = () => send<OwnProfile>('profile.me', {});
  return {
    path: `/profile/${(await me()).id}/picture`,
    cookie,
    call,
    profile: me,
    upload: (jpeg) => call('picture.upload', { data: jpeg.toString('base64'), mimeType: 'image/jpeg' }),
    async update(changes) {
      await call('profile.update', { ...changes, revision: (await me()).revision });
    },
  };
}
