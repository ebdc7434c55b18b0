import type { File, PictureInForm, ShownPicture } from '../storage/shown-picture';

/** What may be shown, and why: it is public, the caller may see it, or the URL was signed. */
export type Showing = Omit<ShownPicture, 'picture'> & {
  by: 'anyone' | 'caller' | 'signature';
  picture: (Omit<PictureInForm, 'file'> & { file: File }) | null;
};
