import { image } from '../test/images';

/** Someone with an account. */
export interface Person {
  id: string;
  email: string;
  password: string;
  cookie: string;
}

/** What everyone can see of someone, and they themselves. All of it must be the same after a restore. */
export interface Shown {
  status: number;
  etag: string | null;
  lastModified: string | null;
  /** SHA-256 of the bytes that came. */
  bytes: string;
  /** The picture as the API tells it, with version, digest and date. */
  picture: Picture | null;
  /** Digests of earlier pictures, newest first. */
  history: string[];
  handle: string;
}

export interface Picture {
  version: string;
  url: string;
  digest: string;
  lastUpdated: string;
  altText: string;
}

/** What people do with a Visage, over HTTP. Each comes from an address of their own, as through a proxy. */
export function openSite({ base, origin }: { base: string; origin: string }) {
  const headers = (person?: Person) => ({
    origin,
    'content-type': 'application/json',
    'x-forwarded-for': `10.1.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`,
    ...(person && { cookie: person.cookie }),
  });
  const post = (path: string, body: unknown, person?: Person) =>
    fetch(`${base}${path}`, { method: 'POST', headers: headers(person), body: JSON.stringify(body ?? null) });

  async function answer<Result>(path: string, answered: Response): Promise<Result> {
    const body = (await answered.json()) as { result?: { data: Result } };
    if (!body.result) throw new Error(`${path}: ${answered.status} ${JSON.stringify(body)}`);
    return body.result.data;
  }
  const query = async <Result>(path: string, person: Person, input: unknown = {}) => {
    const asked = `${base}/trpc/${path}?${new URLSearchParams({ input: JSON.stringify(input) })}`;
    return answer<Result>(path, await fetch(asked, { headers: headers(person) }));
  };
  const mutate = async <Result>(path: string, input: unknown, person: Person) =>
    answer<Result>(path, await post(`/trpc/${path}`, input, person));
  const get = (path: string, more: Record<string, string> = {}) =>
    fetch(`${base}${path}`, { redirect: 'manual', headers: more });

  return {
    get,
    query,
    mutate,
    async signUp(name: string): Promise<Person> {
      const account = { name, email: `${name.toLowerCase()}@example.org`, password: `the password of ${name}` };
      const answered = await post('/api/auth/sign-up/email', account);
      if (!answered.ok) throw new Error(`sign-up: ${answered.status} ${await answered.text()}`);
      const { user } = (await answered.json()) as { user: { id: string } };
      return { ...account, id: user.id, cookie: cookieOf(answered) };
    },
    /** Answers the new session; null when they are not let in. */
    async signIn(person: Person): Promise<Person | null> {
      const answered = await post('/api/auth/sign-in/email', { email: person.email, password: person.password });
      return answered.ok ? { ...person, cookie: cookieOf(answered) } : null;
    },
    async upload(person: Person, altText: string): Promise<Picture> {
      const data = Buffer.from(await image('png', { width: 96, height: 96 })).toString('base64');
      return mutate<Picture>('picture.upload', { data, mimeType: 'image/png', altText }, person);
    },
    /** Until the date of what someone shows has come: it is ahead of the change by a second, and not sent before. */
    async untilDated(person: Person): Promise<void> {
      const { status, headers } = await get(`/profile/${person.id}/picture`);
      if (status !== 200) throw new Error(`${person.email} shows no picture: ${status}`);
      if (headers.has('last-modified')) return;
      await Bun.sleep(200);
      await this.untilDated(person);
    },
    /** Whether this session is still one. */
    async isSignedIn(person: Person): Promise<boolean> {
      return (await fetch(`${base}/trpc/profile.me`, { headers: headers(person) })).ok;
    },
    async look(person: Person): Promise<Shown> {
      const answered = await get(`/profile/${person.id}/picture`);
      const bytes = new Bun.CryptoHasher('sha256').update(await answered.arrayBuffer()).digest('hex');
      const { picture, handle } = await query<{ picture: Picture | null; handle: string }>('profile.me', person);
      const { items } = await query<{ items: Picture[] }>('picture.history', person);
      return {
        ...{ status: answered.status, etag: answered.headers.get('etag'), bytes, picture, handle },
        lastModified: answered.headers.get('last-modified'),
        history: items.map(({ digest }) => digest),
      };
    },
  };
}

function cookieOf(answered: Response): string {
  return answered.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
}
