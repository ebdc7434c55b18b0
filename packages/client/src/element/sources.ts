import { sizeSteps } from '@visage/contract/limits';
import { pictureUrl } from '../picture-url';

export interface Shown {
  base: string;
  user: string;
  /** CSS pixels. */
  size: number;
  /** Of the picture, or null for nobody's; undefined: whatever there is. */
  version?: string | null;
  /** Makes an address that this document hasn't shown before, since it would not ask for it again. */
  fresh?: number;
}

/** One address for each kind of screen: plain ones, fine ones, phones. No two where one size does for both. */
export function sourcesOf({ base, user, size, version, fresh }: Shown): { src: string; srcset: string } {
  const url = (density: number) =>
    pictureUrl(user, {
      baseUrl: base,
      size: sizeSteps.find((step) => step >= size * density) ?? 1024,
      fallback: 'initials',
      version: version ?? undefined,
    }) + (version === null && fresh ? `&at=${fresh}` : '');
  const srcset = [1, 2, 3].map((density) => `${url(density)} ${density}x`);
  return { src: url(1), srcset: srcset.join(', ') };
}
