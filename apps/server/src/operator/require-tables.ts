import type { Database } from '../storage/database';
import { lookAtMigrations } from '../storage/health';
import { CommandError } from './command';
import { countOf } from './progress';

/**
 * For commands that change nothing, the tables neither: answers how many migrations these lack. Throws `CommandError` where there are
 * none, or a newer Visage has changed them.
 */
export async function requireTables(sql: Database['sql']): Promise<number> {
  const { missing, newer, none } = await lookAtMigrations(sql);
  if (none) throw new CommandError('There are no tables of Visage in this database. Is DATABASE_URL right?');
  if (newer) {
    throw new CommandError(
      'A newer Visage has changed these tables, and this one does not know what is in them: use the newer one, or update this one.',
    );
  }
  return missing;
}

/** Throws `CommandError` for any tables but those of this Visage, which the command can't read. */
export async function requirePresentTables(sql: Database['sql']): Promise<void> {
  const missing = await requireTables(sql);
  if (missing > 0)
    throw new CommandError(
      `These tables are those of an older Visage: ${countOf(missing, 'migration is', 'migrations are')} missing, which \`bun start\` applies.`,
    );
}
