import type postgres from 'postgres';

/** A row on its way from one database to another: every column's value as Postgres writes it. */
export interface PortableRow {
  table: string;
  /** In the order of the table's columns; in place of a picture's bytes, their SHA-256 in hex. */
  values: (string | null)[];
  /** The bytes of a picture. */
  data?: Uint8Array;
}

/** Names of the columns of each table that are carried, in order. */
export type PortableColumns = Record<string, string[]>;

interface PortableTable {
  /** Columns of the primary key. */
  key: readonly string[];
  /** The column with the id of the person whose row it is. */
  owner: string;
  /** What using a row moves on by itself: no two databases agree on it, and it is never turned back. */
  moving?: readonly string[];
  /** What triggers copy from other tables. */
  copied?: readonly string[];
}

/** What belongs to a person, in the order in which their rows can be made. */
export const personTables: Record<string, PortableTable> = {
  user: { key: ['id'], owner: 'id' },
  profile: { key: ['user_id'], owner: 'user_id' },
  account: { key: ['id'], owner: 'user_id' },
  api_key: {
    key: ['id'],
    owner: 'user_id',
    moving: ['last_request', 'request_count', 'remaining', 'last_refill_at', 'updated_at'],
  },
  passkey: { key: ['id'], owner: 'user_id', moving: ['counter', 'backed_up'] },
  alias: { key: ['kind', 'name'], owner: 'user_id' },
  picture: { key: ['id'], owner: 'user_id' },
  picture_state: { key: ['user_id'], owner: 'user_id', copied: ['visibility', 'display_name'] },
};

/** What belongs to nobody, or no longer: names that were given up by people who are gone, and what operators did. */
export const loneTables: Record<string, { key: readonly string[]; where: string }> = {
  alias: { key: ['kind', 'name'], where: 'user_id IS NULL' },
  audit: { key: ['id'], where: 'true' },
};

/** Tables that stay behind, and why. */
export const leftBehind: Record<string, string> = {
  session: 'whoever holds its token is signed in; people sign in again',
  verification: 'links in mails, which work for an hour',
  rate_limit: 'counters of the last minutes',
  rendition: 'made anew from the pictures when first asked for',
};

export const portableTables = [...new Set([...Object.keys(personTables), ...Object.keys(loneTables)])];

/** A column as this database has it. */
export interface Column {
  name: string;
  type: string;
}

/** The columns of each portable table but those that the database fills by itself. */
export async function readColumns(sql: postgres.Sql | postgres.TransactionSql): Promise<Record<string, Column[]>> {
  const rows = await sql<{ table: string; name: string; type: string }[]>`
    SELECT relname AS table, attname AS name, format_type(atttypid, atttypmod) AS type
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND relname = ANY(${portableTables}) AND relkind = 'r'
      AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    ORDER BY relname, attnum`;
  const columns: Record<string, Column[]> = {};
  for (const { table, ...column } of rows) {
    if (personTables[table]?.copied?.includes(column.name)) continue;
    columns[table] ??= [];
    columns[table].push(column);
  }
  return columns;
}

/** SQL that answers the values of a row, as `PortableRow` has them. Names come from the catalogue or are checked against it. */
export function valuesOf(table: string, columns: readonly string[]): string {
  const each = columns.map((name) =>
    isBytes(table, name) ? `encode(${table}.digest, 'hex')` : `${quoted(table)}.${quoted(name)}::text`,
  );
  return `json_build_array(${each.join(', ')})`;
}

/** Whether a column holds the bytes of pictures. */
export function isBytes(table: string, column: string): boolean {
  return table === 'picture' && column === 'data';
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Values are written alike whatever the server is set to. */
export const writtenAlike = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL bytea_output = 'hex'";
