import type postgres from 'postgres';
import { portableTables } from '../src/storage/portable/tables';

/** Every column of every row that an export carries, as text. */
export async function everything(sql: postgres.Sql): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of portableTables) {
    const rows = await sql`SELECT to_jsonb(each) AS row FROM ${sql(table)} each`;
    tables[table] = rows.map(({ row }) => JSON.stringify(row)).sort();
  }
  return tables;
}
