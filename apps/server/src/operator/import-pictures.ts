import type { Settings } from '../env';
import { type Database, openDatabase } from '../storage/database';
import { openDjangoPictures } from '../storage/django-pictures';
import { createProvisionStore, type ProvisionStore } from '../storage/provision-store';
import { CommandError, withDatabase } from './command';
import { type IncomingPicture, takeIn } from './incoming-pictures';
import { picturesOfDirectory } from './pictures-of-directory';
import { picturesOfDjango } from './pictures-of-django';

interface Wanted {
  /** People who are missing are made. */
  create: boolean;
  /** People who have a picture get the one that comes. */
  replace: boolean;
}

export function importDirectory(settings: Settings, directory: string, { create, replace }: Wanted): Promise<void> {
  return bring(settings, replace, ({ add }) => picturesOfDirectory(directory, create ? add : null));
}

export async function importDjango(
  settings: Settings,
  { url, table, users }: { url: string; table: string; users: string },
  { create, replace }: Wanted,
): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new CommandError(
      '--from-django wants the address of a Postgres, like postgres://user:password@host/name. Load other databases into one first.',
    );
  }
  const source = openDjangoPictures(url, table, users);
  try {
    await bring(settings, replace, ({ provision }) => picturesOfDjango(source, create ? provision : null));
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    // Undefined tables and columns.
    if (code === '42P01' || code === '42703') {
      throw new CommandError(
        `The Django database can't be read so: ${message}. --table and --users name the tables of pictures and of users.`,
      );
    }
    throw error;
  } finally {
    await source.close();
  }
}

async function bring(
  settings: Settings,
  replace: boolean,
  pictures: (make: ProvisionStore) => AsyncIterable<IncomingPicture>,
): Promise<void> {
  await withDatabase(settings, async (connection) => {
    const database: Database = openDatabase(connection, { connections: 4, watch: false });
    try {
      await takeIn(pictures(createProvisionStore(database.db, () => {})), database, settings, { replace });
    } finally {
      await database.close();
    }
  });
}
