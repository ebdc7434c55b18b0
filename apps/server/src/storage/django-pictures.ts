import postgres from 'postgres';

/** A picture of a Django site, without its bytes, and what is known there of its owner. */
export interface DjangoPicture {
  userId: string;
  /** In bytes. */
  size: number;
  /** In lower case; empty where there is none, and where several users share it, since Django doesn't see to it that they don't. */
  email: string;
  /** Their name, or else the one they sign in with. */
  name: string;
}

export interface DjangoPictures {
  /** One of each user, the one changed last, in the order of the users' ids; read some at a time. */
  all(): AsyncGenerator<DjangoPicture>;
  bytes(userId: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

const atOnce = 500;

/**
 * Reads a table like Django makes it from a model with `user`, `mime_type`, `data` and `last_updated` (docs/operating.md). Nothing is written
 * there. Names may have a schema before them: `site.profilepicture`.
 */
export function openDjangoPictures(url: string, table: string, users: string): DjangoPictures {
  const sql = postgres(url, {
    max: 2,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: 'visage import', default_transaction_read_only: true },
  });
  return {
    async *all() {
      const shared = await sql<{ email: string }[]>`
        SELECT lower(trim(email)) AS email FROM ${sql(users)} GROUP BY 1 HAVING count(*) > 1`;
      const ambiguous = new Set(shared.map(({ email }) => email));
      for (let after: string | null = null; ; ) {
        const rows: DjangoPicture[] = await sql<DjangoPicture[]>`
          SELECT DISTINCT ON (picture.user_id) picture.user_id::text AS "userId", octet_length(picture.data) AS size,
            lower(trim(coalesce(owner.email, ''))) AS email,
            coalesce(nullif(trim(concat_ws(' ', owner.first_name, owner.last_name)), ''), owner.username, '') AS name
          FROM ${sql(table)} picture JOIN ${sql(users)} owner ON owner.id = picture.user_id
          WHERE ${after === null ? sql`true` : sql`picture.user_id > ${after}`}
          ORDER BY picture.user_id, picture.last_updated DESC LIMIT ${atOnce}`;
        for (const row of rows) yield ambiguous.has(row.email) ? { ...row, email: '' } : row;
        const last = rows.at(-1);
        if (!last) return;
        after = last.userId;
      }
    },
    async bytes(userId) {
      const [row] = await sql<{ data: Uint8Array }[]>`
        SELECT data FROM ${sql(table)} WHERE user_id = ${userId} ORDER BY last_updated DESC LIMIT 1`;
      return row?.data ?? new Uint8Array();
    },
    close: () => sql.end({ timeout: 2 }),
  };
}
