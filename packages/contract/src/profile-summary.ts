import type { Profile } from './profile';

/** In characters (Unicode code points): about what search engines and previews of links show. */
const longest = 200;

/** One line that says who someone is, for a page's description: the bio's beginning, or the name and handle alone. */
export function profileSummary({ displayName, handle, bio }: Pick<Profile, 'displayName' | 'handle' | 'bio'>): string {
  const characters = [...bio.replace(/\s+/g, ' ').trim()];
  if (characters.length === 0) return `${displayName} (@${handle}) on Visage.`;
  if (characters.length <= longest) return characters.join('');
  return `${characters
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`;
}
