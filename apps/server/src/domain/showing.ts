import type { File, PictureInForm, ShownPicture } from '../storage/shown-picture';

/** As {@link File}, or a rendition that is made for who asks, known by name before it is there. */
export type ShownFile = Omit<File, 'byteSize'> & {
  /** Null where it has yet to be made. */
  byteSize: number | null;
};

/** What may be shown, and why: it is public, the caller may see it, or the URL was signed. */
export type Showing = Omit<ShownPicture, 'picture'> & {
  by: 'anyone' | 'caller' | 'signature';
  picture: (Omit<PictureInForm, 'file'> & { file: ShownFile }) | null;
};
