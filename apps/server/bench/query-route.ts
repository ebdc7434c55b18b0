/**
 * A program: the least that Bun and postgres.js can do for a picture that is in the database: one query a request, and no bytes in
 * it that the client holds. `bun query-route.ts <headers.json>` writes its address; DATABASE_URL and the PG variables say where.
 */
import postgres from 'postgres';

/** What every answer has beside what the row says. */
export interface ConstantHeaders {
  headers: Record<string, string>;
  notModifiedHeaders: Record<string, string>;
}

interface Row {
  mime_type: string;
  digest: Buffer;
  last_updated: Date;
  data: Buffer | null;
}

const constant = (await Bun.file(process.argv[2] ?? '').json()) as ConstantHeaders;
const sql = postgres(process.env.DATABASE_URL ?? '', { max: 10 });

function read(userId: string) {
  return sql<Row[]>`
    SELECT p.mime_type, p.digest, s.last_updated, p.data
    FROM picture_state s JOIN picture p ON p.user_id = s.user_id AND p.id = s.current_picture_id
    WHERE s.user_id = ${userId}`;
}

function readUnless(held: string, userId: string) {
  return sql<Row[]>`
    SELECT p.mime_type, p.digest, s.last_updated, CASE WHEN encode(p.digest, 'hex') <> ${held} THEN p.data END AS data
    FROM picture_state s JOIN picture p ON p.user_id = s.user_id AND p.id = s.current_picture_id
    WHERE s.user_id = ${userId}`;
}

const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    const userId = request.url.split('/')[4] ?? '';
    const held = request.headers.get('if-none-match')?.slice(1, -1);
    const [row] = await (held === undefined ? read(userId) : readUnless(held, userId));
    if (!row) return new Response(null, { status: 404 });
    const validators = {
      ETag: `"${row.digest.toString('hex')}"`,
      'Last-Modified': row.last_updated.toUTCString(),
      Date: new Date().toUTCString(),
    };
    if (row.data === null) {
      return new Response(null, { status: 304, headers: { ...constant.notModifiedHeaders, ...validators } });
    }
    const headers = { ...constant.headers, ...validators, 'Content-Type': row.mime_type };
    return new Response(new Uint8Array(row.data), { headers });
  },
});
console.log(server.url.origin);
