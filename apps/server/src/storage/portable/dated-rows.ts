import type postgres from 'postgres';
import { add, Conflict, nothing, type Outcome } from './outcome';
import { insertRows, type Table, value } from './row-sql';
import type { PortableRow } from './tables';

/**
 * Rows with an HTTP date, which may only move on: clients hold answers with dates of both databases, and an answer with an earlier date than
 * one they have would be taken for it (RFC 9110 section 13.1.3).
 */

/** What someone shows, where something else is shown here. */
export async function writeState(
  tx: postgres.TransactionSql,
  table: Table,
  row: PortableRow,
  overwrite: boolean,
): Promise<Outcome> {
  const brought = (column: string) => value(table, row, column);
  const id = brought('user_id');
  const picture = brought('current_picture_id') || null;
  const [here] = await tx<{ samePicture: boolean; later: boolean }[]>`
    SELECT current_picture_id IS NOT DISTINCT FROM ${picture}::uuid AS "samePicture", last_updated >= ${brought('last_updated')}::timestamptz AS later
    FROM picture_state WHERE user_id = ${id}`;
  const change = !here?.samePicture && overwrite;
  if (!here?.later || change) {
    // A new answer in any case: a version is never used for another one.
    await tx`
      UPDATE picture_state SET version = visage_new_version(),
        last_updated = visage_next_http_date(GREATEST(last_updated, ${brought('last_updated')}::timestamptz)),
        current_picture_id = CASE WHEN ${change} THEN ${picture}::uuid ELSE current_picture_id END
      WHERE user_id = ${id}`;
  }
  const outcome = nothing();
  if (change) outcome.overwritten += 1;
  else if (here?.samePicture) outcome.same += 1;
  else outcome.disagreements.push(`Person ${id} shows another picture here.`);
  return outcome;
}

/**
 * Names that lead to someone, or once did and are kept for them, of which there is no row here, or another one. Throws `Conflict` where
 * the name by which they are known is someone else's here.
 */
export async function writeAliases(
  tx: postgres.TransactionSql,
  table: Table,
  missing: PortableRow[],
  different: PortableRow[],
): Promise<Outcome> {
  const handles = missing.filter((row) => value(table, row, 'kind') === 'handle');
  await insertRows(tx, table, handles);
  const outcome = { ...nothing(), added: handles.length };
  for (const row of [...missing, ...different]) {
    if (!handles.includes(row)) add(outcome, await writeAlias(tx, table, row));
  }
  return outcome;
}

async function writeAlias(tx: postgres.TransactionSql, table: Table, row: PortableRow): Promise<Outcome> {
  const brought = (column: string) => value(table, row, column);
  const [kind, name, id, boundAt] = [brought('kind'), brought('name'), brought('user_id'), brought('bound_at')];
  const releasedAt = brought('released_at') || null;
  const outcome = nothing();
  const [here] = await tx<{ userId: string | null; free: boolean }[]>`
    SELECT user_id AS "userId", user_id IS NULL OR released_at < clock_timestamp() - interval '90 days' AS free
    FROM alias WHERE kind = ${kind} AND name = ${name} FOR UPDATE`;
  if (!here) {
    // Later than any external id or hash that is gone from here, which this one may be (drizzle/0005_external_ids.sql, 0008_address_hashes.sql).
    await tx`
      INSERT INTO alias (kind, name, user_id, released_at, bound_at)
      SELECT ${kind}, ${name}, ${id}, ${releasedAt}::timestamptz,
        CASE WHEN ${kind} <> 'handle' AND gone.bound_at >= ${boundAt}::timestamptz
          THEN visage_next_http_date(gone.bound_at) ELSE ${boundAt}::timestamptz END
      FROM (SELECT max(bound_at) AS bound_at FROM alias WHERE kind = ${kind} AND name = '') gone`;
    outcome.added += 1;
  } else if (here.userId === id) {
    await tx`
      UPDATE alias SET bound_at = ${boundAt}::timestamptz
      WHERE kind = ${kind} AND name = ${name} AND bound_at < ${boundAt}::timestamptz`;
    outcome.same += 1;
  } else if (here.free) {
    await tx`
      UPDATE alias SET user_id = ${id}, released_at = ${releasedAt}::timestamptz,
        bound_at = visage_next_http_date(GREATEST(bound_at, ${boundAt}::timestamptz))
      WHERE kind = ${kind} AND name = ${name}`;
    outcome.added += 1;
  } else if (releasedAt === null) {
    throw new Conflict(
      kind === 'handle'
        ? `their handle @${name} is another's here, or kept for one.`
        : `their external id ${name} is another's here.`,
    );
  } else {
    outcome.disagreements.push(`The handle @${name}, which person ${id} gave up, is another's here.`);
  }
  return outcome;
}

/** A name that leads to nobody, and is here with another date, or leads to someone by now. */
export async function writeLoneAlias(tx: postgres.TransactionSql, table: Table, row: PortableRow): Promise<void> {
  const boundAt = value(table, row, 'bound_at');
  await tx`
    UPDATE alias SET bound_at = ${boundAt}::timestamptz
    WHERE kind = ${value(table, row, 'kind')} AND name = ${value(table, row, 'name')} AND bound_at < ${boundAt}::timestamptz`;
}
