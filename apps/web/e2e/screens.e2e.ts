import { afterAll, beforeAll, expect, test } from 'bun:test';
import { testAccessibility } from './accessibility';
import { testDirectory } from './directory';
import { testLayout } from './layout';
import { testLoading } from './loading';
import { openPopulatedSite, type PopulatedSite } from './populated-site';
import { testScreenshots } from './screenshots';

let site: PopulatedSite;

beforeAll(async () => {
  site = await openPopulatedSite();
}, 60_000);

afterAll(() => site?.close(), 30_000);

testLoading(() => site);
testAccessibility(() => site);
testLayout(() => site);
testDirectory(() => site);
testScreenshots(() => site);

test('no screen broke the content security policy or threw', () => {
  expect(site.complaints).toEqual([]);
});
