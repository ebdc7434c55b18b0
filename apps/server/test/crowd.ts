import { demoPeople } from '../src/drawing/people';
import { readSettings } from '../src/env';
import { encodeJpeg } from '../src/imaging/drawn';
import { withDatabase } from '../src/operator/command';
import { openDatabase } from '../src/storage/database';

// `bun apps/server/test/crowd.ts N`: fills an empty database with N people, all but every fifth with a picture. By SQL, and
// without the triggers whose work it does: one by one it would take minutes.
const count = Number(Bun.argv[2]);
const first = ['Ada', 'Bilal', 'Chiara', 'Dorota', 'Emre', 'Femi', 'Greta', 'Hana', 'Ivo', 'Jun'];
const last = ['Abara', 'Brandt', 'Castellano', 'Dahl', 'Eriksen', 'Ferreira', 'Grünwald', 'Horvat', 'Iwu'];
const bios = ['', 'Makes maps.', 'Builds boats, coaches under-tens, and loses to them graciously every single Sunday.'];
const portraits = await Promise.all(demoPeople.flatMap(({ draw }) => (draw ? [encodeJpeg(draw(128))] : [])));

await withDatabase(readSettings(), async (connection) => {
  const { sql: pool, close } = openDatabase(connection);
  const sql = await pool.reserve();
  try {
    const id = sql`md5('person ' || n)`;
    const version = sql`left(md5('version ' || n), 22)`;
    const handle = sql`'person-' || lpad(n::text, 5, '0')`;
    const numbers = sql`generate_series(1, ${count}::int) AS n`;
    const oneOf = (words: string[]) => sql`(${words}::text[])[1 + n % ${words.length}::int]`;
    const then = sql`date_trunc('second', now() - interval '1 hour')`;
    await sql`SET session_replication_role = replica`;
    await sql`INSERT INTO "user" (id, name, email) SELECT ${id}, 'Person', 'person' || n || '@example.org' FROM ${numbers}`;
    await sql`
      INSERT INTO profile (user_id, handle, display_name, bio)
      SELECT ${id}, ${handle}, ${oneOf(first)} || ' ' || ${oneOf(last)}, ${oneOf(bios)} FROM ${numbers}`;
    await sql`INSERT INTO alias (kind, name, user_id, bound_at) SELECT 'handle', ${handle}, ${id}, ${then} FROM ${numbers}`;
    for (const [index, portrait] of portraits.entries()) {
      await sql`
        INSERT INTO picture (id, user_id, mime_type, data, width, height, thumbhash, shown_at, shown_version)
        SELECT md5('picture ' || n)::uuid, ${id}, 'image/jpeg', ${portrait}, 128, 128, 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG', ${then}, ${version}
        FROM ${numbers} WHERE n % 5 > 0 AND n % ${portraits.length}::int = ${index}`;
    }
    await sql`
      INSERT INTO picture_state (user_id, current_picture_id, version, last_updated, visibility, display_name)
      SELECT ${id}, CASE WHEN n % 5 > 0 THEN md5('picture ' || n)::uuid END, ${version}, ${then}, 'public',
        ${oneOf(first)} || ' ' || ${oneOf(last)} FROM ${numbers}`;
    await sql`SET session_replication_role = DEFAULT`;
    await sql`ANALYZE`;
  } finally {
    sql.release();
    await close();
  }
});
