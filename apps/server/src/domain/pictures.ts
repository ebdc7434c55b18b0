import { Refusal } from '@visage/contract/errors';
import type { PictureMetadata } from '@visage/contract/picture';
import type { Imaging } from '../imaging/imaging';
import type { PictureStore } from '../storage/picture-store';
import type { SignedIn } from './caller';
import { goneUser } from './rights';

/** An upload as it arrives: a file, the type its sender says it has (where they say it), and perhaps words for those who can't see it. */
export interface Upload {
  file: Uint8Array;
  mimeType?: string;
  altText?: string | undefined;
}

/**
 * What people do with their pictures. `subject` is the user whose pictures they are, as `subjectOf` has allowed.
 * Each throws `Refusal('unauthenticated')` when the caller's own account is gone, `'not_found'` for another's or for a
 * picture that is not the subject's.
 */
export interface Pictures {
  /** Also throws the refusals of SPEC section 4's table. A refused upload leaves nothing behind. */
  upload(caller: SignedIn, subject: string, upload: Upload): Promise<PictureMetadata>;
  remove(caller: SignedIn, subject: string): Promise<void>;
  restore(caller: SignedIn, subject: string, pictureId: string): Promise<PictureMetadata>;
  forget(caller: SignedIn, subject: string, pictureId: string): Promise<void>;
  setAltText(caller: SignedIn, subject: string, pictureId: string, altText: string): Promise<PictureMetadata>;
  history(caller: SignedIn, subject: string): Promise<PictureMetadata[]>;
}

export function createPictures(store: PictureStore, imaging: Imaging, maxUploadBytes: number): Pictures {
  return {
    async upload(caller, subject, { file, mimeType, altText }) {
      if (file.byteLength === 0)
        throw new Refusal('invalid_input', 'The file is empty.', { fields: { data: 'Empty.' } });
      if (file.byteLength > maxUploadBytes) throw tooManyBytes(maxUploadBytes);
      const normalized = await imaging.normalize(file, mimeType);
      return found(await store.replace(subject, normalized, altText), caller, subject);
    },
    async remove(caller, subject) {
      found(await store.remove(subject), caller, subject);
    },
    async restore(caller, subject, pictureId) {
      return found(await store.restore(subject, pictureId), caller, subject);
    },
    async forget(caller, subject, pictureId) {
      found(await store.forget(subject, pictureId), caller, subject);
    },
    async setAltText(caller, subject, pictureId, altText) {
      return found(await store.setAltText(subject, pictureId, altText), caller, subject);
    },
    async history(caller, subject) {
      return found(await store.history(subject), caller, subject);
    },
  };
}

export function tooManyBytes(limit: number): Refusal {
  const megabytes = Math.round((limit / 1_048_576) * 10) / 10;
  return new Refusal('too_many_bytes', `The file is too large. At most ${megabytes} MB, please.`);
}

function found<Outcome>(
  outcome: Outcome,
  caller: SignedIn,
  subject: string,
): Exclude<Outcome, 'no_user' | 'no_picture'> {
  if (outcome === 'no_user') throw goneUser(caller, subject);
  if (outcome === 'no_picture') throw new Refusal('not_found', 'There is no such picture.');
  return outcome as Exclude<Outcome, 'no_user' | 'no_picture'>;
}
