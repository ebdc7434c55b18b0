import { expect, test } from 'bun:test';
import { image } from '../test/images';
import { type Front, settled } from './front';
import { signUp } from './person';
import { see } from './seen';

/** What a cache that everyone shares never holds. */
export function testPrivacy(front: () => Front): void {
  test('a private picture is shown to its owner and never from the cache, whoever asks at the same time', async () => {
    const owner = await signUp(front().origin);
    const picture = await owner.upload(await image());
    await settled(front());
    const url = `${front().url}/profile/${owner.id}/picture`;
    // The cache holds it from when it was public.
    expect((await see(url)).shown).toBe(picture.digest);
    await owner.update({ visibility: 'private' });
    await settled(front());

    const asOwner = () => see(url, { headers: { cookie: `theme=dark; ${owner.cookie}` } });
    const asVisitor = () => see(url);
    const seen = await Promise.all(
      Array.from({ length: 40 }, async (_, index) =>
        index % 2 === 0 ? { owner: await asOwner() } : { visitor: await asVisitor() },
      ),
    );
    for (const { owner: theirs, visitor } of seen) {
      if (theirs) {
        expect(theirs.shown).toBe(picture.digest);
        expect(theirs.headers.get('cache-control')).toBe('private, no-cache');
        expect(theirs.headers.has('access-control-allow-origin')).toBe(false);
        expect(theirs.cache).toBe(null);
      }
      if (visitor) expect(visitor.shown).toBe('to /placeholder.png');
    }
    // What the owner holds costs no body here either.
    const held = { cookie: owner.cookie, 'if-none-match': `"${picture.digest}"` };
    expect((await see(url, { headers: held })).status).toBe(304);
    expect((await see(url, { headers: { 'if-none-match': `"${picture.digest}"` } })).status).toBe(302);
  });

  test('a signed address works through the cache and is not kept there', async () => {
    const owner = await signUp(front().origin);
    const picture = await owner.upload(await image());
    await owner.update({ visibility: 'members' });
    await settled(front());
    const { url } = await owner.query<{ url: string }>('picture.signedUrl');
    const seen = [await see(front().url + url), await see(front().url + url)];
    for (const { shown, headers, cache } of seen) {
      expect(shown).toBe(picture.digest);
      expect(headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
      expect(cache).toBe('MISS');
    }
    await owner.update({ visibility: 'private' });
    await settled(front());
    expect((await see(front().url + url)).shown).toBe('to /placeholder.png');
  });
}
