import { afterAll, beforeAll, expect, test } from 'bun:test';
import { testElement } from './element';
import { openSite, type Site } from './site';

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site?.close(), 30_000);
testElement(() => site);
test('c', () => {
  expect(site.complaints).toEqual([]);
});
