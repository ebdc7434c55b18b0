import type { AccountExport, ApiKey, NewApiKey, SiteSettings } from './account-types';
import type { Mutation, OpenMutation, OpenQuery, Query, Subscription } from './calls';
import type {
  OfPicture,
  OfUser,
  OnChangeInput,
  PictureChange,
  PictureMetadata,
  SignedUrl,
  SignedUrlInput,
  Upload,
} from './picture-types';
import type {
  List,
  ListInput,
  OwnProfile,
  Profile,
  ProfileInput,
  ProfilesInput,
  ProfileUpdate,
  Provision,
  UpdatedProfile,
} from './profile-types';

/** An input without fields. */
export type Nothing = Record<string, never>;

/**
 * Every procedure of the API. Written out, and in words that need no library, so that what programs install brings no
 * server's types along; `api.test.ts` holds it to the router, name by name and field by field.
 */
export interface VisageClient {
  profile: {
    me: OpenQuery<Nothing, OwnProfile>;
    get: Query<ProfileInput, Profile>;
    /** In the order asked; null where there is none or the caller may not see it. */
    many: Query<ProfilesInput, (Profile | null)[]>;
    list: OpenQuery<ListInput, List<Profile>>;
    update: Mutation<ProfileUpdate, UpdatedProfile>;
    /** For administrators: the person whom another site knows under an id, made if there is none yet. */
    provision: Mutation<Provision, UpdatedProfile>;
  };
  picture: {
    upload: Mutation<Upload, PictureMetadata>;
    importGravatar: OpenMutation<Nothing, PictureMetadata>;
    remove: OpenMutation<OfUser, { picture: null }>;
    history: OpenQuery<OfUser, List<PictureMetadata>>;
    restore: Mutation<OfPicture, PictureMetadata>;
    forget: Mutation<OfPicture, { forgotten: true }>;
    setAltText: Mutation<OfPicture & { altText: string }, PictureMetadata>;
    signedUrl: OpenQuery<SignedUrlInput, SignedUrl>;
    /** What each shows now, again after every reconnect, and then whatever changes. */
    onChange: Subscription<OnChangeInput, PictureChange>;
  };
  apiKey: {
    /** `key` is told this once. */
    create: Mutation<NewApiKey, { id: string; key: string }>;
    list: OpenQuery<Nothing, List<ApiKey>>;
    revoke: Mutation<{ id: string }, { revoked: true }>;
  };
  account: {
    export: OpenQuery<Nothing, AccountExport>;
    delete: OpenMutation<{ password?: string }, { deleted: true }>;
  };
  site: {
    settings: OpenQuery<Nothing, SiteSettings>;
  };
}
