import { handlePattern } from '@visage/contract/handle';
import { pictureUrl } from '@visage/contract/picture-url';
import type { Profile } from '@visage/contract/profile';
import { profileSummary } from '@visage/contract/profile-summary';
import { nobody } from '../domain/caller';
import type { Profiles } from '../domain/profiles';
import { isUnavailable } from '../storage/unavailable';

/**
 * What the `<head>` of a page says about the person it shows, as HTML. `nobody`: it shows no one whom anyone may see. `unknown`:
 * the database hasn't said in time.
 */
export type ProfileHead = (path: string) => Promise<{ tags: string } | 'nobody' | 'unknown'>;

interface Surroundings {
  profiles: Pick<Profiles, 'many'>;
  /** Origin under which the world reaches Visage, without a slash at its end. */
  publicUrl: string;
  log(level: 'error', message: string, facts: object): void;
}

/** In milliseconds. The page works without these tags, so it doesn't wait longer for a database that is away. */
const patience = 500;
/** One of the sizes that are kept, in pixels; enough for the previews of every service. */
const previewSide = 512;

export function createProfileHead({ profiles, publicUrl, log }: Surroundings): ProfileHead {
  /** Asked as nobody even where there is a session: the page is the same for everyone, as a shared cache may think it is. */
  function find(handle: string): Promise<Profile | 'nobody' | 'unknown'> {
    return profiles.many(nobody, { handles: [handle] }).then(
      ([profile]) => profile ?? 'nobody',
      (error) => {
        if (!isUnavailable(error)) log('error', 'a profile page is sent without its tags', { error });
        return 'unknown';
      },
    );
  }

  return async (path) => {
    const handle = /^\/@([^/]+)\/?$/.exec(path)?.[1]?.toLowerCase();
    if (handle === undefined || !handlePattern.test(handle)) return 'nobody';
    const profile = (await within(patience, find(handle))) ?? 'unknown';
    return typeof profile === 'string' ? profile : { tags: tagsOf(profile, publicUrl) };
  };
}

function tagsOf(profile: Profile, publicUrl: string): string {
  const { displayName, handle, picture } = profile;
  const url = `${publicUrl}/@${handle}`;
  const summary = profileSummary(profile);
  const properties: [string, string][] = [
    ['og:site_name', 'Visage'],
    ['og:type', 'profile'],
    ['profile:username', handle],
    ['og:title', displayName],
    ['og:description', summary],
    ['og:url', url],
  ];
  if (picture) {
    // Not every service that shows previews reads WebP. The version makes it ask again after a change.
    const options = { size: previewSide, format: 'jpeg', version: picture.version } as const;
    // Pictures are never enlarged.
    const side = String(Math.min(previewSide, picture.width, picture.height));
    properties.push(
      ['og:image', `${publicUrl}${pictureUrl({ id: profile.id }, options)}`],
      ['og:image:type', 'image/jpeg'],
      ['og:image:width', side],
      ['og:image:height', side],
      ['og:image:alt', picture.altText || `${displayName}’s picture`],
    );
  }
  return [
    // As the web app names the screen, so that the title doesn't change once it runs.
    `<title>${Bun.escapeHTML(`${displayName} · Visage`)}</title>`,
    meta('name', 'description', summary),
    `<link rel="canonical" href="${Bun.escapeHTML(url)}" />`,
    ...properties.map(([name, content]) => meta('property', name, content)),
    // The rest of a card is read from the Open Graph tags; the picture is square, as `summary` wants it.
    meta('name', 'twitter:card', 'summary'),
  ].join('\n    ');
}

/** Everything but the tags' own names came from a person or an operator: nothing goes in unescaped. */
function meta(kind: 'name' | 'property', name: string, content: string): string {
  return `<meta ${kind}="${name}" content="${Bun.escapeHTML(content)}" />`;
}

/** What is promised, or null after so many milliseconds. */
async function within<Value>(milliseconds: number, promised: Promise<Value>): Promise<Value | null> {
  let timer: Timer | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null);
  });
  return Promise.race([promised, late]).finally(() => clearTimeout(timer));
}
