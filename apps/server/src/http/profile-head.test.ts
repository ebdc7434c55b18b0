import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { own, update, upload, whole } from '../../test/deeds';
import { image } from '../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { createProfiles, type Profiles } from '../domain/profiles';
import { type Database, openDatabase } from '../storage/database';
import { createProfileStore } from '../storage/profile-store';
import { createProvisionStore } from '../storage/provision-store';
import { createProfileHead } from './profile-head';
import { loadWebApp, type WebApp } from './web-app';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const publicUrl = 'https://pictures.example.org';
let visage: TestVisage;
let database: Database;
let directory: string;
let webApp: WebApp;
let unseen: Awaited<ReturnType<typeof whole>>;
const errors: string[] = [];

/** The web app as it is before a build: tests run without one, and its head is the same. */
const load = (profiles: Pick<Profiles, 'many'>) =>
  loadWebApp(
    directory,
    createProfileHead({ profiles, publicUrl, log: (_level, message) => void errors.push(message) }),
  );

beforeAll(async () => {
  visage = await startTestVisage();
  database = openDatabase(visage.connection);
  directory = await mkdtemp(join(tmpdir(), 'visage-web-'));
  const index = Bun.file(join(import.meta.dir, '../../../web/index.html'));
  const html = await index.bytes();
  await Bun.write(join(directory, 'index.html'), html);
  await Bun.write(join(directory, 'index.html.gz'), Bun.gzipSync(html));
  webApp = await load(
    createProfiles(
      createProfileStore(database.db, () => {}),
      createProvisionStore(database.db, () => {}),
    ),
  );
  unseen = await page('/people');
});
afterAll(async () => {
  await database.close();
  await visage.stop();
  await rm(directory, { recursive: true });
});

const ask = async (path: string, init: RequestInit = {}, app = webApp) =>
  app(new Request(`http://host.invalid${path}`, init), path);
const page = async (path: string, init?: RequestInit, app?: WebApp) => whole(await ask(path, init, app));
const pageOf = async (person: Person) => page(`/@${(await own(visage, person)).handle}`);

/** What an HTML parser reads out of a page: tags by name or property, and the text of the title. */
async function read(body: string) {
  const tags: Record<string, string | null> = {};
  let title = '';
  let scripts = 0;
  const rewriter = new HTMLRewriter()
    .on('meta[name], meta[property]', {
      element(each) {
        const name = each.getAttribute('property') ?? each.getAttribute('name') ?? '';
        // The plain page has one for each colour scheme.
        if (name === 'theme-color') return;
        expect(tags).not.toHaveProperty([name]);
        tags[name] = unescaped(each.getAttribute('content') ?? '');
      },
    })
    .on('link[rel=canonical]', {
      element(each) {
        tags.canonical = unescaped(each.getAttribute('href') ?? '');
      },
    })
    .on('title', {
      text(each) {
        title += each.text;
      },
    })
    .on('script', {
      element() {
        scripts += 1;
      },
    });
  await rewriter.transform(new Response(body)).text();
  return { title: unescaped(title), tags, scripts };
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&' };
const unescaped = (text: string) => text.replace(/&(lt|gt|quot|#x27|amp);/g, (entity) => entities[entity] ?? entity);

test('the page of a person whom anyone may see says who it is, where it is, and which picture stands for it', async () => {
  const person = await visage.signUp('Ada Lovelace');
  await update(visage, person, { bio: 'Wrote the first program.\n\nLikes  engines.' });
  const picture = await upload(visage, person, {
    file: await image('png', { width: 700, height: 600 }),
    altText: 'Ada in a hat',
  });
  const { handle } = await own(visage, person);
  const { status, body } = await page(`/@${handle}`);
  const { title, tags } = await read(body);
  const summary = 'Wrote the first program. Likes engines.';
  expect(status).toBe(200);
  expect(title).toBe('Ada Lovelace · Visage');
  expect(tags).toMatchObject({
    description: summary,
    canonical: `${publicUrl}/@${handle}`,
    'og:type': 'profile',
    'profile:username': handle,
    'og:title': 'Ada Lovelace',
    'og:description': summary,
    'og:url': `${publicUrl}/@${handle}`,
    'og:image': `${publicUrl}/profile/${person.id}/picture?size=512&format=jpeg&v=${picture.version}`,
    'og:image:type': 'image/jpeg',
    'og:image:width': '512',
    'og:image:height': '512',
    'og:image:alt': 'Ada in a hat',
    'twitter:card': 'summary',
  });
  expect((await page(`/@${handle.toUpperCase()}`)).body).toBe(body);
});

test('the picture a page names is there, and as large as the page says', async () => {
  for (const size of [
    { width: 700, height: 600 },
    { width: 90, height: 120 },
  ]) {
    const person = await visage.signUp('Sue Size');
    await upload(visage, person, { file: await image('png', size) });
    const { tags } = await read((await pageOf(person)).body);
    const sent = await visage.picture(String(tags['og:image']).slice(publicUrl.length));
    expect(sent.headers.get('content-type')).toBe(String(tags['og:image:type']));
    expect(sent.headers.get('cache-control')).toContain('immutable');
    const { width, height } = await sharp(await sent.bytes()).metadata();
    expect([String(width), String(height)]).toEqual([String(tags['og:image:width']), String(tags['og:image:height'])]);
  }
});

test('nothing that a person writes ends an attribute or begins an element', async () => {
  const hostile = `"><script>alert('x')</script>&amp; $& $1`;
  const person = await visage.signUp('Mallory');
  await update(visage, person, { displayName: hostile.slice(0, 40), bio: hostile });
  await upload(visage, person, { altText: hostile });
  const { body } = await pageOf(person);
  const { title, tags, scripts } = await read(body);
  expect(scripts).toBe((await read(unseen.body)).scripts);
  expect(body).not.toContain('"><script>');
  expect(title).toBe(`${hostile.slice(0, 40)} · Visage`);
  expect(tags).toMatchObject({ 'og:title': hostile.slice(0, 40), description: hostile, 'og:image:alt': hostile });
});

test('whoever is hidden has the page of someone who is not there, which is the page of any screen with status 404', async () => {
  const [members, hidden] = [await visage.signUp('Mae Members'), await visage.signUp('Pia Private')];
  await update(visage, members, { visibility: 'members' });
  await update(visage, hidden, { visibility: 'private' });
  for (const init of [{}, { method: 'HEAD' }, { headers: { 'accept-encoding': 'gzip' } }]) {
    const plain = { ...(await page('/people', init)), status: 404 };
    for (const path of ['/@nobody-here', '/@', '/@\0', `/@${'a'.repeat(9000)}`, '/@a.b', '/@ada/more']) {
      const answered = await webApp(new Request('http://host.invalid/', init), path);
      expect(await whole(answered)).toEqual(plain);
    }
    for (const person of [members, hidden]) {
      const path = `/@${(await own(visage, person)).handle}`;
      expect(await page(path, init)).toEqual(plain);
      expect(await page(path, { ...init, headers: { ...init.headers, cookie: person.cookie } })).toEqual(plain);
    }
  }
});

test('a change is in the page at the next request, under another tag', async () => {
  const person = await visage.signUp('Nora Before');
  const path = `/@${(await own(visage, person)).handle}`;
  const before = await ask(path);
  const headers = { 'if-none-match': before.headers.get('etag') ?? '' };
  expect((await ask(path, { headers })).status).toBe(304);
  await update(visage, person, { displayName: 'Nora After' });
  const after = await ask(path, { headers });
  expect(after.status).toBe(200);
  expect((await read(await after.text())).title).toBe('Nora After · Visage');
  await update(visage, person, { visibility: 'private' });
  expect(await page(path)).toEqual({ ...unseen, status: 404 });
});

test('someone without a picture has a page without one, described by their name', async () => {
  const person = await visage.signUp('Nick Nopicture');
  const { handle } = await own(visage, person);
  const { tags } = await read((await pageOf(person)).body);
  expect(Object.keys(tags).filter((name) => name.startsWith('og:image'))).toEqual([]);
  expect(tags).toMatchObject({ 'og:title': 'Nick Nopicture', description: `Nick Nopicture (@${handle}) on Visage.` });
});

test('it is kept and guarded like any page, and its HEAD is its GET without a body', async () => {
  const person = await visage.signUp('Hetty Head');
  const path = `/@${(await own(visage, person)).handle}`;
  const full = await ask(path);
  const plain = await ask('/people');
  for (const name of ['cache-control', 'content-security-policy', 'content-type', 'x-content-type-options']) {
    expect(full.headers.get(name)).toBe(plain.headers.get(name));
  }
  expect(full.headers.get('cache-control')).toBe('no-cache');
  expect(full.headers.get('etag')).not.toBe(plain.headers.get('etag'));
  const { body: _, ...rest } = await page(path);
  expect(await page(path, { method: 'HEAD' })).toEqual({ ...rest, body: '' });
});

test('a database that is silent, away or broken leaves the page plain, and only the last is an error to report', async () => {
  const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
  for (const many of [() => new Promise<never>(() => {}), () => Promise.reject(away)]) {
    expect(await page('/@ada', {}, await load({ many }))).toEqual(unseen);
  }
  expect(errors).toEqual([]);
  expect(await page('/@ada', {}, await load({ many: () => Promise.reject(new Error('broken')) }))).toEqual(unseen);
  expect(errors).toEqual(['a profile page is sent without its tags']);
});
