import { expect, test } from 'bun:test';
import type { PictureMetadata } from '@visage/contract/picture';
import { image } from '../test/images';
import { changed } from './changed';
import { type Front, settled } from './front';
import { type Person, password, signUp } from './person';
import { see } from './seen';

/** What a visitor is shown after each change that there is, one after the other, of one person's picture. */
export function testChanges(front: () => Front): void {
  let ada: Person;
  let paths: string[];
  let first: PictureMetadata;
  let second: PictureMetadata;
  const placeholder = 'to /placeholder.png';
  /** Makes the change; answers what the plain address, the handle's and the one with `fallback=404` show since. */
  const shownAfter = async (change: () => Promise<unknown>) =>
    (await changed(front(), paths, change)).slice(0, 3).map(({ shown }) => shown);

  test('the placeholder gives way to a first picture', async () => {
    ada = await signUp(front().origin);
    const path = `/profile/${ada.id}/picture`;
    const byHandle = `/profile/@${ada.handle}/picture`;
    paths = [path, byHandle, `${path}?fallback=404`, `${path}?fallback=initials`, `${path}?size=32&format=webp`];
    await settled(front());
    const shown = await shownAfter(async () => {
      first = await ada.upload(await image());
    });
    expect(shown).toEqual([first.digest, first.digest, first.digest]);
  });

  test('a picture that is replaced gives way to the new one', async () => {
    const shown = await shownAfter(async () => {
      second = await ada.upload(await image());
    });
    expect(second.digest).not.toBe(first.digest);
    expect(shown).toEqual([second.digest, second.digest, second.digest]);
  });

  test('a picture that goes back to an earlier one is that one again', async () => {
    const shown = await shownAfter(() => ada.mutate('picture.restore', { pictureId: first.id }));
    expect(shown).toEqual([first.digest, first.digest, first.digest]);
  });

  test('a picture made private is gone for everyone else', async () => {
    expect(await shownAfter(() => ada.update({ visibility: 'private' }))).toEqual([placeholder, placeholder, '404']);
  });

  test('a picture made public again is shown again', async () => {
    const shown = await shownAfter(() => ada.update({ visibility: 'public' }));
    expect(shown).toEqual([first.digest, first.digest, first.digest]);
  });

  test('a picture for members is gone for visitors', async () => {
    expect(await shownAfter(() => ada.update({ visibility: 'members' }))).toEqual([placeholder, placeholder, '404']);
    await shownAfter(() => ada.update({ visibility: 'public' }));
  });

  test('a picture that is removed is gone, and one put there again is shown', async () => {
    expect(await shownAfter(() => ada.mutate('picture.remove'))).toEqual([placeholder, placeholder, '404']);
    const shown = await shownAfter(() => ada.mutate('picture.restore', { pictureId: second.id }));
    expect(shown).toEqual([second.digest, second.digest, second.digest]);
  });

  test('initials follow the name', async () => {
    await shownAfter(() => ada.mutate('picture.remove'));
    const asked = `${front().url}${paths[3]}`;
    const { shown } = await see(asked);
    await shownAfter(() => ada.update({ displayName: 'Grace Hopper' }));
    expect((await see(asked)).shown).not.toBe(shown);
    await shownAfter(() => ada.mutate('picture.restore', { pictureId: second.id }));
  });

  test('a handle given up leads nowhere, and a new one to the picture', async () => {
    const old = ada.handle;
    const handle = `${old}x`;
    paths.push(`/profile/@${handle}/picture`);
    const [plain, byOld] = await shownAfter(() => ada.update({ handle }));
    expect([plain, byOld]).toEqual([second.digest, placeholder]);
    expect((await see(`${front().url}/profile/@${handle}/picture`)).shown).toBe(second.digest);
    await shownAfter(() => ada.update({ handle: old }));
  });

  test('a deleted account’s picture is gone, and the handle shows whoever takes it', async () => {
    const gone = await shownAfter(() => ada.mutate('account.delete', { password }));
    expect(gone).toEqual([placeholder, placeholder, '404']);
    const ben = await signUp(front().origin, 'Ben Nevis');
    const theirs = await ben.upload(await image());
    const [plain, byHandle] = await shownAfter(() => ben.update({ handle: ada.handle }));
    expect([plain, byHandle]).toEqual([placeholder, theirs.digest]);
    const held = { 'if-none-match': `"${second.digest}"` };
    expect((await see(`${front().url}${paths[1]}`, { headers: held })).shown).toBe(theirs.digest);
  });
}
