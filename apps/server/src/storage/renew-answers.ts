import type postgres from 'postgres';

const atOnce = 500;

/**
 * Gives what everyone's picture route answers a new version and a later date, some hundred people a transaction: after a restore, answers that
 * were given since the backup are in caches with versions and dates that the restored rows would use again. Running servers are told by the
 * database. `progress` is told how many are done. Answers how many there were.
 */
export async function renewAnswers(sql: postgres.Sql, progress: (done: number) => void): Promise<number> {
  let done = 0;
  for (let after = ''; ; ) {
    const last: string | null = await sql.begin(async (tx) => {
      // As every change of a user: the user's row is locked first (user-change.ts).
      const people = await tx<{ id: string }[]>`
        SELECT id FROM "user" WHERE id > ${after} ORDER BY id LIMIT ${atOnce} FOR NO KEY UPDATE`;
      const ids = people.map(({ id }) => id);
      // A trigger stamps every update (drizzle/0001_rules.sql).
      await tx`UPDATE picture_state SET current_picture_id = current_picture_id WHERE user_id = ANY(${ids})`;
      done += ids.length;
      return ids.at(-1) ?? null;
    });
    progress(done);
    if (last === null) break;
    after = last;
  }
  // Whatever external id is bound from now on has a later date than any that is gone (drizzle/0005_external_ids.sql).
  await sql`UPDATE alias SET bound_at = visage_next_http_date(bound_at) WHERE user_id IS NULL`;
  return done;
}
