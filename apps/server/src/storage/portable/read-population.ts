import type postgres from 'postgres';
import {
  isBytes,
  loneTables,
  type PortableColumns,
  type PortableRow,
  personTables,
  quoted,
  readColumns,
  valuesOf,
  writtenAlike,
} from './tables';

/** Takes what is read, in order; the next is read when this one is done. */
export interface Reader {
  /** First of all: what will come, and how many people have how many bytes of pictures. */
  begins(about: { columns: PortableColumns; people: number; bytes: number }): Promise<void>;
  /** Each row: people one after the other, each from their row of `user` on; then what belongs to nobody. */
  row(row: PortableRow): Promise<void>;
}

/** The bytes of a picture are not those that its digest was made of. */
export class DamagedPicture extends Error {
  override readonly name = 'DamagedPicture';
}

const peopleAtOnce = 200;
const rowsAtOnce = 1000;
/** Of pictures, read in one statement: a few more only for a single picture that is larger. */
const bytesAtOnce = 4 * 1024 * 1024;

/** Reads everyone, as of one moment, in memory that doesn't grow with their number. Throws `DamagedPicture`. */
export async function readPopulation(sql: postgres.Sql, reader: Reader): Promise<void> {
  await sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx.unsafe(writtenAlike);
    const columns = Object.fromEntries(
      Object.entries(await readColumns(tx)).map(([table, each]) => [table, each.map(({ name }) => name)]),
    );
    const [size] = await tx<{ people: number; bytes: number }[]>`
      SELECT (SELECT count(*) FROM "user")::float8 AS people, (SELECT coalesce(sum(byte_size), 0) FROM picture)::float8 AS bytes`;
    await reader.begins({ columns, people: size?.people ?? 0, bytes: size?.bytes ?? 0 });
    for await (const ids of inPages(tx, 'user', ['id'], 'true', peopleAtOnce)) {
      await readPeople(
        tx,
        columns,
        ids.map(([id]) => id ?? ''),
        reader,
      );
    }
    for (const [table, { key, where }] of Object.entries(loneTables)) {
      if (!columns[table]) continue;
      const values = valuesOf(table, columns[table] ?? []);
      for await (const keys of inPages(tx, table, key, where, rowsAtOnce)) {
        const list = key.map(quoted).join(', ');
        const rows = await tx.unsafe<{ values: PortableRow['values'] }[]>(
          `SELECT ${values} AS values FROM ${quoted(table)} WHERE (${list}) >= ${tuple(key, 1)} AND (${list}) <= ${tuple(key, key.length + 1)} AND ${where} ORDER BY ${list}`,
          [...(keys.at(0) ?? []), ...(keys.at(-1) ?? [])],
        );
        for (const row of rows) await reader.row({ table, values: row.values });
      }
    }
  });
}

/** Keys of a table, in order, some at a time. Nothing is skipped or told twice, since the snapshot stands still. */
async function* inPages(
  tx: postgres.TransactionSql,
  table: string,
  key: readonly string[],
  where: string,
  atOnce: number,
) {
  const list = key.map(quoted).join(', ');
  const keys = `json_build_array(${key.map((name) => `${quoted(name)}::text`).join(', ')})`;
  let after: string[] | null = null;
  for (;;) {
    const rows: { key: string[] }[] = await tx.unsafe<{ key: string[] }[]>(
      `SELECT ${keys} AS key FROM ${quoted(table)} WHERE ${where} ${after ? `AND (${list}) > ${tuple(key, 1)}` : ''} ORDER BY ${list} LIMIT ${atOnce}`,
      after ?? [],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => row.key);
    after = last.key;
  }
}

/** Parameters from `first` on, as a row to compare a key with. The only key that is no text is a uuid named `id`. */
function tuple(key: readonly string[], first: number): string {
  return `(${key.map((_, index) => `$${first + index}`).join(', ')})`;
}

async function readPeople(
  tx: postgres.TransactionSql,
  columns: PortableColumns,
  ids: string[],
  reader: Reader,
): Promise<void> {
  const rows = new Map<string, PortableRow[]>(ids.map((id) => [id, []]));
  for (const [table, { owner, key }] of Object.entries(personTables)) {
    // An older Visage had fewer.
    if (!columns[table]) continue;
    const order = key.map(quoted).join(', ');
    const found = await tx.unsafe<{ owner: string; values: PortableRow['values'] }[]>(
      `SELECT ${quoted(owner)} AS owner, ${valuesOf(table, columns[table] ?? [])} AS values FROM ${quoted(table)} WHERE ${quoted(owner)} = ANY($1) ORDER BY ${order}`,
      [ids],
    );
    for (const { owner: id, values } of found) rows.get(id)?.push({ table, values });
  }
  const all = [...rows.values()].flat();
  const place = (name: string) =>
    (columns.picture ?? []).findIndex((each) => (name === 'data' ? isBytes('picture', each) : each === name));
  const pictures = all.filter(({ table }) => table === 'picture').map(({ values }) => values[place('id')] ?? '');
  const bytes = readBytes(tx, pictures);
  for (const row of all) {
    if (row.table !== 'picture') {
      await reader.row(row);
      continue;
    }
    const data = (await bytes.next()).value;
    if (!data) throw new Error('a picture is gone within one snapshot');
    if (new Bun.CryptoHasher('sha256').update(data).digest('hex') !== row.values[place('data')]) {
      throw new DamagedPicture(
        `Picture ${row.values[place('id')]} of person ${row.values[place('user_id')]} is damaged: its bytes are not those that were stored. ` +
          'Run `bun visage doctor` to see how many are, and restore or erase them.',
      );
    }
    await reader.row({ ...row, data });
  }
}

/** The bytes of these pictures, in this order, a few megabytes at a time. */
async function* readBytes(tx: postgres.TransactionSql, ids: string[]): AsyncGenerator<Uint8Array, undefined> {
  const sizes = await tx<
    { id: string; size: number }[]
  >`SELECT id, byte_size AS size FROM picture WHERE id = ANY(${ids}::uuid[])`;
  const sizeOf = new Map(sizes.map(({ id, size }) => [id, size]));
  let group: string[] = [];
  let held = 0;
  for (const [index, id] of ids.entries()) {
    group.push(id);
    held += sizeOf.get(id) ?? 0;
    const next = ids[index + 1];
    if (next !== undefined && held + (sizeOf.get(next) ?? 0) <= bytesAtOnce) continue;
    const rows = await tx<
      { id: string; data: Uint8Array }[]
    >`SELECT id, data FROM picture WHERE id = ANY(${group}::uuid[])`;
    const dataOf = new Map(rows.map((row) => [row.id, row.data]));
    for (const each of group) {
      const data = dataOf.get(each);
      if (data) yield data;
    }
    group = [];
    held = 0;
  }
  return undefined;
}
