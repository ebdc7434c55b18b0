import type postgres from 'postgres';
import { type Column, isBytes, loneTables, type PortableRow, personTables, quoted, valuesOf } from './tables';

/** A table as a file has it: its columns in the file's order, with the types they have here. */
export interface Table {
  name: string;
  key: readonly string[];
  columns: Column[];
}

export function tableOf(name: string, columns: Column[]): Table {
  return { name, columns, key: personTables[name]?.key ?? loneTables[name]?.key ?? [] };
}

export interface Compared {
  missing: PortableRow[];
  same: number;
  /** With the names of the columns that differ. */
  different: { row: PortableRow; differs: string[] }[];
}

/** Which of these rows are here, and as they are brought. Of bytes the digests are compared. */
export async function compareRows(tx: postgres.TransactionSql, table: Table, rows: PortableRow[]): Promise<Compared> {
  const compared: Compared = { missing: [], same: 0, different: [] };
  if (rows.length === 0) return compared;
  const places = table.key.map((name) => table.columns.findIndex((each) => each.name === name));
  const keyOf = (values: PortableRow['values']) => JSON.stringify(places.map((place) => values[place]));
  const join = table.key.map(
    (name, index) => `${quoted(table.name)}.${quoted(name)} = (wanted ->> ${index})::${typeOf(table, name)}`,
  );
  const found = await tx.unsafe<{ values: PortableRow['values'] }[]>(
    `SELECT ${valuesOf(table.name, names(table))} AS values
     FROM json_array_elements($1::text::json) wanted JOIN ${quoted(table.name)} ON ${join.join(' AND ')}`,
    [JSON.stringify(rows.map(({ values }) => places.map((place) => values[place])))],
  );
  const here = new Map(found.map(({ values }) => [keyOf(values), values]));
  const moving = personTables[table.name]?.moving ?? [];
  for (const row of rows) {
    const held = here.get(keyOf(row.values));
    if (!held) {
      compared.missing.push(row);
      continue;
    }
    const differs = names(table).filter((name, index) => held[index] !== row.values[index] && !moving.includes(name));
    if (differs.length === 0) compared.same += 1;
    else compared.different.push({ row, differs });
  }
  return compared;
}

export async function insertRows(tx: postgres.TransactionSql, table: Table, rows: PortableRow[]): Promise<void> {
  if (rows.length === 0) return;
  const list = names(table).map(quoted).join(', ');
  await tx.unsafe(
    `INSERT INTO ${quoted(table.name)} (${list}) SELECT ${brought(table).join(', ')} FROM json_array_elements($1::text::json) brought`,
    [asJson(table, rows)],
  );
}

/** Changes a row as anyone else would change it now: what follows from that (a new version, a later date, a name given up) follows. */
export async function overwriteRow(
  tx: postgres.TransactionSql,
  table: Table,
  row: PortableRow,
  differs: string[],
): Promise<void> {
  const values = brought(table);
  const expression = (name: string) => values[names(table).indexOf(name)];
  const set = differs.map((name) => `${quoted(name)} = ${expression(name)}`);
  const where = table.key.map((name) => `${quoted(table.name)}.${quoted(name)} = ${expression(name)}`);
  await tx.unsafe("SET LOCAL visage.importing = 'off'");
  await tx.unsafe(
    `UPDATE ${quoted(table.name)} SET ${set.join(', ')}
     FROM json_array_elements($1::text::json) brought WHERE ${where.join(' AND ')}`,
    [asJson(table, [row])],
  );
  await tx.unsafe("SET LOCAL visage.importing = 'on'");
}

function names(table: Table): string[] {
  return table.columns.map(({ name }) => name);
}

function typeOf(table: Table, column: string): string {
  return table.columns.find(({ name }) => name === column)?.type ?? 'text';
}

/** SQL of the values of a row that comes as JSON named `brought`. */
function brought(table: Table): string[] {
  return table.columns.map(({ name, type }, index) =>
    isBytes(table.name, name) ? `decode(brought ->> ${index}, 'base64')` : `(brought ->> ${index})::${type}`,
  );
}

function asJson(table: Table, rows: PortableRow[]): string {
  const bytes = table.columns.findIndex(({ name }) => isBytes(table.name, name));
  const values = rows.map((row) =>
    row.data
      ? row.values.with(
          bytes,
          Buffer.from(row.data.buffer, row.data.byteOffset, row.data.byteLength).toString('base64'),
        )
      : row.values,
  );
  return JSON.stringify(values);
}

/** The value of a column as it is brought; empty where there is none. */
export function value(table: Table | undefined, row: PortableRow | undefined, column: string): string {
  const index = table?.columns.findIndex(({ name }) => name === column) ?? -1;
  return row?.values[index] ?? '';
}
