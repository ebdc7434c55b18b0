import type postgres from 'postgres';
import { seed } from '../bench/seed';
import type { Change } from '../prove/history';
import { routeOf } from '../prove/member';

/** As many pictures as don't fit in memory by far, so that most who ask for one have it brought from the database. */
const population = { people: 400, pictureBytes: 20_000 };

/** Fills an empty database with people whose pictures never change. Answers what is shown of each. */
export async function seedStillPeople(sql: postgres.Sql): Promise<Change[]> {
  const connection = await sql.reserve();
  try {
    await seed(connection, population);
  } finally {
    connection.release();
  }
  const rows = await sql<{ id: string; name: string; digest: string; version: string; date: number }[]>`
    SELECT profile.user_id AS id, profile.display_name AS name, encode(picture.digest, 'hex') AS digest, s.version,
      extract(epoch FROM s.last_updated)::float8 AS date
    FROM profile JOIN picture_state s USING (user_id) JOIN picture ON picture.id = s.current_picture_id`;
  return rows.map(({ id, name, digest, version, date }, at) => ({
    ...{ family: id, what: 'as it always was', process: null, begin: 0, ack: 0 },
    // Its bytes are noise: nobody can tell its mark by sight, and no other has it.
    after: { [routeOf(id)]: { mark: -1 - at, digest, version, date, person: { id, name } } },
  }));
}
