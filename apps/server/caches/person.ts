import type { PictureMetadata } from '@visage/contract/picture';
import type { OwnProfile } from '@visage/contract/profile';

/** Someone with an account, who acts at the origin itself: no cache stands between them and the API. */
export interface Person {
  id: string;
  handle: string;
  cookie: string;
  query<Data>(path: string): Promise<Data>;
  mutate<Data>(path: string, input?: unknown): Promise<Data>;
  /** Changes the profile from whatever revision it is at. */
  update(changes: object): Promise<void>;
  upload(file: Uint8Array): Promise<PictureMetadata>;
}

export const password = 'correct horse battery';
let people = 0;

export async function signUp(origin: string, name = 'Ada Lovelace'): Promise<Person> {
  people += 1;
  // Visage's own address is the one it prints; the loopback address is trusted beside it.
  const headers = {
    'content-type': 'application/json',
    origin,
    'x-forwarded-for': `10.0.${people >> 8}.${people & 255}`,
  };
  const answered = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name, email: `person${people}@example.org`, password }),
  });
  if (!answered.ok) throw new Error(`sign-up: ${answered.status} ${await answered.text()}`);
  const cookie = answered.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');

  async function call<Data>(path: string, init: RequestInit): Promise<Data> {
    const response = await fetch(`${origin}/trpc/${path}`, { ...init, headers: { ...headers, cookie } });
    const body = (await response.json()) as { result?: { data: Data }; error?: unknown };
    if (!body.result) throw new Error(`${path}: ${response.status} ${JSON.stringify(body.error)}`);
    return body.result.data;
  }
  const query = <Data>(path: string) => call<Data>(path, {});
  const mutate = <Data>(path: string, input: unknown = null) =>
    call<Data>(path, { method: 'POST', body: JSON.stringify(input) });
  const { id, handle } = await query<OwnProfile>('profile.me');
  return {
    ...{ id, handle, cookie, query, mutate },
    async update(changes) {
      const { revision } = await query<OwnProfile>('profile.me');
      await mutate('profile.update', { revision, ...changes });
    },
    upload: (file) =>
      mutate<PictureMetadata>('picture.upload', { data: Buffer.from(file).toString('base64'), mimeType: 'image/png' }),
  };
}
