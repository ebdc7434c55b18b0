import type { StoredMimeType } from '@visage/contract/picture';

/**
 * The best image type that an `Accept` header names with a quality above nought: AVIF, else WebP, else null, and then the
 * answer is what every browser knows. Wildcards count for neither, since those who send nothing else are often old; which of
 * two named types is better is ours to say (RFC 9110 section 12.5.1 leaves both to the server).
 */
export function negotiate(accept: string | null): Extract<StoredMimeType, 'image/avif' | 'image/webp'> | null {
  const named = new Set((accept ?? '').split(',').flatMap(acceptable));
  if (named.has('image/avif')) return 'image/avif';
  if (named.has('image/webp')) return 'image/webp';
  return null;
}

/** The media type of one member of the header, in lower case, unless its quality is nought or unreadable. */
function acceptable(member: string): string[] {
  const [type = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => /^q\s*=/.test(parameter));
  if (weight === undefined) return [type];
  // RFC 9110 section 12.4.2: nought to one, at most three decimals.
  const quality = /^q=(0(\.\d{0,3})?|1(\.0{0,3})?)$/.exec(weight)?.[1];
  return quality !== undefined && Number(quality) > 0 ? [type] : [];
}
