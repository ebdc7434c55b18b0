import { opendir, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { handlePattern, isReservedHandle } from '@visage/contract/handle';
import type { PeopleStore } from '../storage/people-store';
import type { ProvisionStore } from '../storage/provision-store';
import { CommandError } from './command';
import type { IncomingPicture } from './incoming-pictures';

/** The files of a directory, each named for whose picture it is. `make` is there where people may be made. */
export async function* picturesOfDirectory(
  directory: string,
  make: ProvisionStore['add'] | null,
): AsyncGenerator<IncomingPicture> {
  const entries = await opendir(directory).catch(() => {
    throw new CommandError(`There is no directory ${directory}, or it may not be read.`);
  });
  for await (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const path = join(directory, entry.name);
    yield {
      label: entry.name,
      size: (await stat(path)).size,
      read: () => Bun.file(path).bytes(),
      owner: (people) => ownerOf(entry.name, people, make),
    };
  }
}

/** `ada.jpg` is @ada's; so is `ada@example.org.jpg`, or `ada@example.org` without an ending. */
async function ownerOf(
  file: string,
  people: PeopleStore,
  make: ProvisionStore['add'] | null,
): Promise<{ id: string } | string> {
  const { name } = parse(file);
  const found = (await people.find(name)) ?? (await people.find(file));
  if (found) return found;
  const missing = `There is nobody with the id, handle or address ${name}.`;
  if (!make) return `${missing} With --create they are made.`;
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(name)) {
    return {
      id: await make({
        email: name.toLowerCase(),
        displayName: [...name.slice(0, name.indexOf('@'))].slice(0, 80).join(''),
      }),
    };
  }
  const handle = name.replace(/^@/, '').toLowerCase();
  if (!handlePattern.test(handle))
    return `${missing} Nor can anyone be made from it: it is neither a handle nor an address.`;
  if (isReservedHandle(handle)) return `The handle ${handle} is reserved.`;
  return { id: await make({ handle, displayName: name.replace(/^@/, '') }) };
}
