import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  customType,
  type ExtraConfigColumn,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { user } from './auth-schema';

/**
 * The tables that Visage exists for. What SQL can hold by itself (triggers, functions, the composite foreign key of the
 * current picture) is in the hand-written migrations under `drizzle/`; ARCHITECTURE.md says which rule lives where.
 */
const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/**
 * The primary key once more, as a hash: rows are looked up one by one, by the picture route above all, and a hash leads to each through one
 * page where a tree of a million leads through three (decision 30).
 */
const forPictureRoute = (name: string, key: ExtraConfigColumn) => index(`${name}_hash_idx`).using('hash', key);

export const profile = pgTable(
  'profile',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => user.id, { onDelete: 'cascade' }),
    handle: text('handle').notNull(),
    displayName: text('display_name').notNull(),
    bio: text('bio').notNull().default(''),
    pronouns: text('pronouns').notNull().default(''),
    location: text('location').notNull().default(''),
    website: text('website').notNull().default(''),
    visibility: text('visibility').notNull().default('public'),
    lookupByEmail: boolean('lookup_by_email').notNull().default(false),
    revision: integer('revision').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('profile_handle_key').on(table.handle),
    forPictureRoute('profile', table.userId),
    check('profile_handle_shape', sql`${table.handle} ~ '^[a-z0-9_-]{3,30}$'`),
    check('profile_display_name_length', sql`char_length(${table.displayName}) BETWEEN 1 AND 80`),
    check('profile_visibility_known', sql`${table.visibility} IN ('public', 'members', 'private')`),
  ],
);

/** A picture and its bytes, in a table of its own so that no query about people ever touches a byte of it. */
export const picture = pgTable(
  'picture',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    mimeType: text('mime_type').notNull(),
    data: bytea('data').notNull(),
    digest: bytea('digest').notNull().generatedAlwaysAs(sql`sha256(data)`),
    byteSize: integer('byte_size').notNull().generatedAlwaysAs(sql`octet_length(data)`),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    altText: text('alt_text').notNull().default(''),
    thumbhash: text('thumbhash').notNull(),
    /** `#rrggbb` */
    dominantColor: text('dominant_color').notNull().default('#808080'),
    hasAlpha: boolean('has_alpha').notNull().default(false),
    /** Left and top of the square that renditions show; its side is the shorter one of the picture. */
    cropX: integer('crop_x').notNull().default(0),
    cropY: integer('crop_y').notNull().default(0),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** The HTTP date and version under which it was last made current; orders the history. Set by the database. */
    shownAt: instant('shown_at'),
    shownVersion: text('shown_version'),
  },
  (table) => [
    /** Nearly every select is by user; the id makes it the target of the current picture's foreign key. */
    uniqueIndex('picture_user_id_id_key').on(table.userId, table.id),
    forPictureRoute('picture', table.id),
    check('picture_mime_type_known', sql`${table.mimeType} IN ('image/jpeg', 'image/png', 'image/webp', 'image/avif')`),
  ],
);

/** One size and format of a picture. Made when first asked for, and gone with its picture. */
export const rendition = pgTable(
  'rendition',
  {
    pictureId: uuid('picture_id')
      .notNull()
      .references(() => picture.id, { onDelete: 'cascade' }),
    /** Of the square, in pixels. */
    side: integer('side').notNull(),
    mimeType: text('mime_type').notNull(),
    /** Names the encoder's settings: better ones make new rows. */
    settings: text('settings').notNull(),
    data: bytea('data').notNull(),
    digest: bytea('digest').notNull().generatedAlwaysAs(sql`sha256(data)`),
    byteSize: integer('byte_size').notNull().generatedAlwaysAs(sql`octet_length(data)`),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.pictureId, table.side, table.mimeType, table.settings] })],
);

/**
 * What the picture route answers for one user, and since when. Outlives every picture, so that its date never runs
 * backwards. Every update of a row is a new answer, but for one of a name: a trigger alone sets `version` and `last_updated`.
 */
export const pictureState = pgTable(
  'picture_state',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => user.id, { onDelete: 'cascade' }),
    currentPictureId: uuid('current_picture_id'),
    version: text('version').notNull(),
    lastUpdated: instant('last_updated').notNull(),
    /** Of the profile, so that the route reads one row for both (decision 33). A trigger alone sets these two. */
    visibility: text('visibility').notNull(),
    displayName: text('display_name').notNull(),
  },
  (table) => [forPictureRoute('picture_state', table.userId)],
);

/**
 * A name that leads to a user: `handle`, `ext` for the id that another site gave them, or `hash` of their address. The row of a handle stays when it is released, so
 * that `bound_at` (the earliest HTTP date of answers under that name) never runs backwards when it passes to someone else. Those of an
 * external id and an address, which may say who someone is, go with their user, and that of an address as soon as its owner may not be found by
 * it; what is left is a date, in the one row of `ext` and of `hash` without a name.
 */
export const alias = pgTable(
  'alias',
  {
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    userId: text('user_id').references(() => user.id, { onDelete: 'set null' }),
    boundAt: instant('bound_at').notNull(),
    releasedAt: instant('released_at'),
  },
  (table) => [primaryKey({ columns: [table.kind, table.name] }), index('alias_user_id_idx').on(table.userId)],
);

/** Counters of the limits in SPEC section 5. Unlogged: they may be forgotten in a crash, and must be cheap. */
export const rateLimit = pgTable('rate_limit', {
  key: text('key').primaryKey(),
  /** Uses in the present window; a bucket needs only the time at which it is full again. */
  used: integer('used').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

/**
 * What operators did to people by `bun visage admin`. It must outlive whom it is about without holding their id: `subject` is the id's
 * SHA-256, so that whoever knows an id can find what was done to it, and nobody else can tell whose it was.
 */
export const audit = pgTable(
  'audit',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    at: instant('at').notNull().defaultNow(),
    what: text('what').notNull(),
    subject: bytea('subject').notNull(),
    /** The operator, as the machine knows them. */
    operator: text('operator').notNull(),
  },
  (table) => [
    index('audit_subject_idx').on(table.subject),
    check('audit_what_known', sql`${table.what} IN ('verify', 'promote', 'demote', 'hide', 'erase')`),
  ],
);
