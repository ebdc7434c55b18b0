import type { DjangoPicture, DjangoPictures } from '../storage/django-pictures';
import type { PeopleStore } from '../storage/people-store';
import type { ProvisionStore } from '../storage/provision-store';
import type { IncomingPicture } from './incoming-pictures';

/** The pictures of a Django site. `make` is there where people may be made. */
export async function* picturesOfDjango(
  source: DjangoPictures,
  make: ProvisionStore['provision'] | null,
): AsyncGenerator<IncomingPicture> {
  for await (const picture of source.all()) {
    yield {
      label: `user ${picture.userId}`,
      size: picture.size,
      read: () => source.bytes(picture.userId),
      owner: (people) => ownerOf(picture, people, make),
    };
  }
}

/** By the id that they have there, if Visage was told of it; else by their address, if it is theirs alone. */
async function ownerOf(
  { userId, email, name }: DjangoPicture,
  people: PeopleStore,
  make: ProvisionStore['provision'] | null,
): Promise<{ id: string } | string> {
  const found = (await people.findExternal(userId)) ?? (email === '' ? null : await people.find(email));
  if (found) return found;
  if (!make) {
    const address = email === '' ? 'and no address of their own there' : `or the address ${email}`;
    return `There is nobody with the external id ${userId}, ${address}. With --create they are made.`;
  }
  const displayName = [...name].slice(0, 80).join('') || 'User';
  return { id: await make({ externalId: userId, displayName, ...(email !== '' && { email }) }) };
}
