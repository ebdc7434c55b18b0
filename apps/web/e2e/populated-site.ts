import type { BrowserContextOptions, Page } from 'playwright-core';
import { ownerOf } from './owner';
import { drawPhoto, openSite, type Site } from './site';

/** Whose eyes: someone's without an account, or the member's of {@link PopulatedSite}. */
export type Who = 'visitor' | 'member';

/** A site with the people of the demo and one more, whose session the pages may have. */
export interface PopulatedSite extends Site {
  /** For contexts of that person. */
  memberState: Exclude<BrowserContextOptions['storageState'], string | undefined>;
  /** A photo to choose. */
  photo: Buffer;
  /** A page with cookies and cache of its own, for whom this screen is for. */
  visitorOf(screen: { who: Who }, options?: BrowserContextOptions): Promise<Page>;
}

/** Nothing that is shown of it is left to chance: neither who is there nor what they look like. */
export async function openPopulatedSite(): Promise<PopulatedSite> {
  const site = await openSite({ demo: true });
  try {
    const page = await site.visitor();
    const [now, earlier, photo] = await Promise.all(
      ['#c02020', '#20a020', '#2020c0'].map((each) => drawPhoto(page, each)),
    );
    if (!now || !earlier || !photo) throw new Error('No photos.');
    await page.context().close();
    const owner = await ownerOf(site.url, 'noor@example.org');
    await owner.upload(earlier);
    await owner.upload(now);
    await owner.update({ handle: 'noor', bio: 'Makes maps.', pronouns: 'she/her', location: 'Amman' });
    const memberState = stateOf(owner.cookie, site.url);
    return {
      ...site,
      memberState,
      photo,
      visitorOf: ({ who }, options) =>
        site.visitor({ ...(who === 'member' && { storageState: memberState }), ...options }),
    };
  } catch (error) {
    await site.close();
    throw error;
  }
}

/** What a browser keeps of someone who has signed in. */
function stateOf(cookie: string, url: string): PopulatedSite['memberState'] {
  const { hostname, protocol } = new URL(url);
  const cookies = cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    const secure = protocol === 'https:';
    return {
      name,
      value: value.join('='),
      domain: hostname,
      path: '/',
      expires: -1,
      httpOnly: true,
      secure,
      sameSite: 'Lax' as const,
    };
  });
  return { cookies, origins: [{ origin: url, localStorage: [{ name: 'visage-signed-in', value: '1' }] }] };
}
