import type postgres from 'postgres';
import { writeAliases, writeLoneAlias, writeState } from './dated-rows';
import { add, Conflict, nothing, type Outcome } from './outcome';
import { compareRows, insertRows, overwriteRow, type Table, tableOf, value } from './row-sql';
import {
  type Column,
  loneTables,
  type PortableColumns,
  type PortableRow,
  personTables,
  readColumns,
  writtenAlike,
} from './tables';

export interface PopulationWriter {
  /** Brings people, whole: each is there with all their rows, or as they were before. */
  people(people: PortableRow[][]): Promise<Outcome>;
  /** Brings rows that belong to nobody. */
  lone(rows: PortableRow[]): Promise<Outcome>;
  /** After the last: lets the database count what it has, so that it plans well. */
  done(): Promise<void>;
}

/** A file that this database has no room for. */
export class UnknownColumns extends Error {
  override readonly name = 'UnknownColumns';
}

/**
 * Writes what `readPopulation` read, into an empty database or another. Rows that are there are compared: those that agree are left, those
 * that differ are left and told, or with `overwrite` changed as if somebody had changed them now. Dates never run back, whichever of
 * the two is later. `columns` says what the values brought are of. Throws `UnknownColumns`.
 */
export async function createPopulationWriter(
  sql: postgres.Sql,
  columns: PortableColumns,
  { overwrite }: { overwrite: boolean },
): Promise<PopulationWriter> {
  const tables = matched(await readColumns(sql), columns);

  const begin = (write: (tx: postgres.TransactionSql) => Promise<Outcome>) =>
    sql.begin(async (tx) => {
      await tx.unsafe(`${writtenAlike}; SET LOCAL statement_timeout = 0; SET LOCAL visage.importing = 'on'`);
      return write(tx);
    });

  const bring = (people: PortableRow[][]) =>
    begin(async (tx) => {
      const outcome = nothing();
      const rows = people.flat();
      const ids = people.map((each) => value(tables.user, each[0], 'id'));
      // As every change of a user: their rows are locked first (storage/user-change.ts), always in the same order.
      await tx`SELECT id FROM "user" WHERE id = ANY(${ids}) ORDER BY id FOR NO KEY UPDATE`;
      for (const name of Object.keys(personTables)) {
        const table = tables[name];
        if (!table) continue;
        const mine = rows.filter((row) => row.table === name);
        const { missing, same, different } = await compareRows(tx, table, mine);
        outcome.same += same;
        if (name === 'alias') {
          add(
            outcome,
            await writeAliases(
              tx,
              table,
              missing,
              different.map(({ row }) => row),
            ),
          );
          continue;
        }
        await insertRows(tx, table, missing);
        outcome.added += missing.length;
        for (const { row, differs } of different) {
          if (name === 'picture_state') add(outcome, await writeState(tx, table, row, overwrite));
          else if (overwrite) {
            await overwriteRow(tx, table, row, differs);
            outcome.overwritten += 1;
          } else outcome.disagreements.push(`${named(table, row)} differs here in ${differs.join(', ')}.`);
        }
      }
      return outcome;
    });

  /** One who stands in the way would hold up all: then one after the other. */
  async function bringWhoCanBe(people: PortableRow[][]): Promise<Outcome> {
    try {
      return await bring(people);
    } catch (error) {
      const sentence = conflictOf(error);
      if (sentence === null) throw error;
      const outcome = nothing();
      if (people.length === 1) {
        const id = value(tables.user, people[0]?.[0], 'id');
        outcome.disagreements.push(`Person ${id} was left out: ${sentence}`);
      } else {
        for (const each of people) add(outcome, await bringWhoCanBe([each]));
      }
      return outcome;
    }
  }

  return {
    people: bringWhoCanBe,

    lone: (rows) =>
      begin(async (tx) => {
        const outcome = nothing();
        for (const name of Object.keys(loneTables)) {
          const table = tables[name];
          if (!table) continue;
          const mine = rows.filter((row) => row.table === name);
          const { missing, same, different } = await compareRows(tx, table, mine);
          await insertRows(tx, table, missing);
          outcome.added += missing.length;
          outcome.same += same + different.length;
          if (name === 'alias') for (const { row } of different) await writeLoneAlias(tx, table, row);
        }
        return outcome;
      }),

    async done() {
      for (const name of Object.keys(tables)) await sql`ANALYZE ${sql(name)}`;
    },
  };
}

/** The tables and columns of a file, as this database knows them. */
function matched(here: Record<string, Column[]>, columns: PortableColumns): Record<string, Table> {
  const unknown: string[] = [];
  const tables: Record<string, Table> = {};
  for (const [name, list] of Object.entries(columns)) {
    const known = new Map(here[name]?.map((each) => [each.name, each]));
    unknown.push(...list.filter((each) => !known.has(each)).map((each) => `${name}.${each}`));
    tables[name] = tableOf(
      name,
      list.flatMap((each) => known.get(each) ?? []),
    );
  }
  if (unknown.length === 0) return tables;
  throw new UnknownColumns(
    `It was made by a newer Visage: this one has no ${unknown.join(', ')}. Update Visage, then import again.`,
  );
}

function named(table: Table, row: PortableRow): string {
  const owner = personTables[table.name]?.owner;
  const key = table.key.map((each) => value(table, row, each)).join(' ');
  return `${table.name} ${key}${owner && !table.key.includes(owner) ? ` of person ${value(table, row, owner)}` : ''}`;
}

/** Why someone can't be brought, in a sentence; null for an error that is about something else. */
function conflictOf(error: unknown): string | null {
  if (error instanceof Conflict) return error.message;
  const { code, constraint_name } = (error ?? {}) as { code?: string; constraint_name?: string };
  if (code !== '23505') return null;
  if (constraint_name === 'user_email_unique') return 'someone else here has their address.';
  if (constraint_name === 'profile_handle_key') return 'someone else here has their handle.';
  return `someone else here has what must be theirs alone (${constraint_name}).`;
}
