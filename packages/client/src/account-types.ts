import type { Visibility } from './profile-types';

/** What a key may be allowed: to see what its owner sees, and to change what its owner may change. */
export type Scope = 'profiles:read' | 'profiles:write';

export interface NewApiKey {
  /** For its owner, to tell keys apart. */
  name: string;
  scopes: Scope[];
  /** Seconds; left out, the key works until it is revoked. */
  expiresIn?: number;
}

export interface ApiKey {
  id: string;
  name: string;
  /** How the key begins, so that its owner can tell it from others. */
  start: string;
  scopes: Scope[];
  createdAt: string;
  /** Null: never. */
  expiresAt: string | null;
  /** To the minute; null: not yet. */
  lastUsedAt: string | null;
}

/** What the operator allows. */
export interface SiteSettings {
  gravatarImport: boolean;
  /** The accounts elsewhere that people may sign in with. */
  signInWith: ('github' | 'google')[];
}

/** Everything held about someone, but what works like a key. */
export interface AccountExport {
  exportedAt: string;
  user: {
    id: string;
    name: string;
    email: string;
    emailVerified: boolean;
    image: string | null;
    signUpVisibility: string;
    createdAt: string;
    updatedAt: string;
  };
  profile: {
    handle: string;
    displayName: string;
    bio: string;
    pronouns: string;
    location: string;
    website: string;
    visibility: Visibility;
    lookupByEmail: boolean;
    revision: number;
    createdAt: string;
    updatedAt: string;
  };
  names: { kind: string; name: string; boundAt: string; releasedAt: string | null }[];
  shown: { pictureId: string | null; version: string; lastUpdated: string };
  pictures: ExportedPicture[];
  sessions: {
    createdAt: string;
    updatedAt: string;
    expiresAt: string;
    ipAddress: string | null;
    userAgent: string | null;
  }[];
  signInMethods: {
    provider: string;
    accountId: string;
    scope: string | null;
    createdAt: string;
    updatedAt: string;
  }[];
  apiKeys: {
    name: string | null;
    start: string | null;
    scopes: Scope[];
    createdAt: string;
    updatedAt: string;
    expiresAt: string | null;
    lastUsedAt: string | null;
  }[];
  passkeys: {
    name: string | null;
    deviceType: string;
    backedUp: boolean;
    transports: string | null;
    aaguid: string | null;
    signatureCount: number;
    createdAt: string;
  }[];
  openLinks: { createdAt: string; updatedAt: string; expiresAt: string }[];
  counters: { what: string; subject: string; used: number; expiresAt: string }[];
}

export interface ExportedPicture {
  id: string;
  current: boolean;
  mimeType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif';
  width: number;
  height: number;
  byteSize: number;
  /** Hex SHA-256 of the bytes. */
  digest: string;
  altText: string;
  thumbhash: string;
  dominantColor: string;
  hasAlpha: boolean;
  cropX: number;
  cropY: number;
  createdAt: string;
  shownAt: string | null;
  shownVersion: string | null;
  /** The file, in base64. */
  data: string;
}
