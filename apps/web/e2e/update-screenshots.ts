import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kept, keptNames, madeWith } from './kept-screenshots';
import { differenceFromKept, reduced } from './picture-file';
import { openPopulatedSite } from './populated-site';
import { portraitsOf } from './portrait-of-screen';
import { screens } from './screens';

/** `bun run screenshots`: makes every picture anew that `bun run test:e2e` compares screens with. */
const site = await openPopulatedSite();
try {
  const old = new Set(await keptNames());
  let written = 0;
  for (const screen of screens) {
    for (const { name, png } of await portraitsOf(screen, site)) {
      const file = join(kept, name);
      // One that looks the same stays the file it is.
      if (old.delete(name) && !(await differenceFromKept(await readFile(file), png))) continue;
      await writeFile(file, await reduced(png));
      written += 1;
    }
  }
  await writeFile(madeWith, `${site.browserVersion}\n`);
  for (const name of old) await unlink(join(kept, name));
  console.log(`${written} pictures are new. Look at them before you commit them.`);
} finally {
  await site.close();
}
