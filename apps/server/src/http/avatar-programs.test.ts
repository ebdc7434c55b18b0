import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import gravatar from 'gravatar';
import { image } from 'gravatar-gen';
import gravatarUrl from 'gravatar-url';
import libravatar from 'libravatar';
import sharp from 'sharp';
import { findable, md5Of, sha256Of } from '../../test/avatars';
import { upload } from '../../test/deeds';
import { sha256 } from '../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

let visage: TestVisage;
let pictured: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  pictured = await findable(visage);
  await upload(visage, pictured);
});
afterAll(() => visage.stop());

describe('a program that is told another host', () => {
  /** Its URL, with nothing but the host name changed. */
  const here = (url: string) => url.replace(/^(https?:)?\/\/[^/]+/, '');

  const urls: Record<string, (address: string) => string | Promise<string>> = {
    'gravatar-url': (address) =>
      gravatarUrl(` ${address.toUpperCase()} `, { size: 96, default: 'retro', rating: 'pg' }),
    'gravatar-gen': (address) => image(address, { size: 96, defaultImage: 'retro', rating: 'pg' }),
    // As it is composed of what the domain of the address says in the DNS.
    'libravatar, federated': (address) =>
      libravatar.compose_avatar_url(new URL(visage.base).host, md5Of(address), '?s=96&d=retro', false),
    gravatar: (address) => gravatar.url(address, { s: '96', r: 'x', d: 'retro' }, true),
    'gravatar with a host of its own': (address) => gravatar.url(address, { cdn: visage.base, s: '96', d: 'retro' }),
    'WordPress since 6.8': (address) => `https://secure.gravatar.com/avatar/${sha256Of(address)}?s=96&d=retro&r=g`,
    'WordPress before': (address) =>
      `https://secure.gravatar.com/avatar/${md5Of(address)}?s=96&#038;d=retro&#038;r=g`.replaceAll('#038;', ''),
    'Gitea and Forgejo': (address) => `https://secure.gravatar.com/avatar/${md5Of(address)}?d=retro&s=96`,
    'Forgejo by Libravatar': (address) => `https://seccdn.libravatar.org/avatar/${md5Of(address)}?d=retro&s=96`,
    Redmine: (address) => `https://www.gravatar.com/avatar/${md5Of(address)}?rating=PG&size=96&default=retro`,
    Discourse: (address) => `https://www.gravatar.com/avatar/${md5Of(address)}.png?s=96&r=pg&d=retro`,
  };

  test.each(Object.keys(urls))(
    '%s shows the picture of who may be found, and a default for everyone else',
    async (program) => {
      const path = async (address: string) => here((await urls[program]?.(address)) ?? '');
      const shown = await visage.picture(await path(pictured.email));
      expect(shown.headers.get('cache-control')).toBe('public, no-cache');
      expect((await sharp(await shown.bytes()).metadata()).width).toBe(96);
      const other = await visage.picture(await path('stranger@example.org'));
      expect([other.status, other.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      const byMd5 = sha256(
        await (await visage.picture(`/avatar/${md5Of('stranger@example.org')}?d=retro&s=96`)).bytes(),
      );
      const bySha256 = sha256(
        await (await visage.picture(`/avatar/${sha256Of('stranger@example.org')}?d=retro&s=96`)).bytes(),
      );
      expect([byMd5, bySha256]).toContain(sha256(await other.bytes()));
    },
  );
});
