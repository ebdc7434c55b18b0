import { expect, test } from 'bun:test';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kept, keptNames, madeWith } from './kept-screenshots';
import { differenceFromKept } from './picture-file';
import type { PopulatedSite } from './populated-site';
import { portraitsOf } from './portrait-of-screen';
import { screens } from './screens';

/** How every screen looks. */
export function testScreenshots(site: () => PopulatedSite): void {
  test('every screen looks as in its picture, on phone and desktop, in both themes', async () => {
    const known = (await Bun.file(madeWith).text()).trim();
    if (known !== site().browserVersion) {
      // Every version draws letters and edges a little differently: that would say nothing of Visage.
      console.warn(
        `Screens are not compared: their pictures are of Chromium ${known}, and this is ${site().browserVersion}.`,
      );
      return;
    }
    const problems: string[] = [];
    const missing = new Set(await keptNames());
    let folder: string | undefined;
    for (const screen of screens) {
      for (const { name, png } of await portraitsOf(screen, site())) {
        const file = Bun.file(join(kept, name));
        const difference = missing.delete(name)
          ? await differenceFromKept(Buffer.from(await file.arrayBuffer()), png)
          : { says: 'has no picture to be compared with', shows: null };
        if (!difference) continue;
        folder ??= await mkdtemp(join(tmpdir(), 'visage-screenshots-'));
        await writeFile(join(folder, name), png);
        if (difference.shows) await writeFile(join(folder, `difference-${name}`), difference.shows);
        problems.push(`${name} ${difference.says}: ${folder}`);
      }
    }
    for (const name of missing) problems.push(`${name} shows a screen that is not in screens.ts.`);
    if (problems.length > 0)
      problems.push('Where the new look is meant, `bun run screenshots` makes the pictures anew.');
    expect(problems).toEqual([]);
  }, 400_000);
}
