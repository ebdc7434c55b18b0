/** What `<profile-picture>` may be told, whichever library writes it. */
export interface ProfilePictureAttributes {
  /** A user id, `@handle`, or `ext:` and the id that your site gave them. */
  user: string;
  /** CSS pixels; 64 unless given. */
  size?: number | string;
  /** Where Visage runs; see `setBase`. */
  base?: string;
  /** What it shows, for those who can't see it: their own words, or their name, unless given. Empty where the name stands beside it. */
  alt?: string;
  /** Keeps it as it is now. */
  live?: boolean | '';
  /** A blurred hint to show at once, `picture.thumbhash` of a profile. */
  thumbhash?: string;
}
