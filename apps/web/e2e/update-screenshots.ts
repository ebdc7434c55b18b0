import { unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kept, keptNames, madeWith } from './kept-screenshots';
import { openPopulatedSite } from './populated-site';
import { portraitsOf } from './portrait-of-screen';
import { screens } from './screens';

/** `bun run screenshots`: makes every picture anew that `bun run test:e2e` compares screens with. */
const site = await openPopulatedSite();
try {
  const old = new Set(await keptNames());
  let bytes = 0;
  for (const screen of screens) {
    for (const { name, png } of await portraitsOf(screen, site)) {
      old.delete(name);
      bytes += png.byteLength;
      await writeFile(join(kept, name), png);
    }
  }
  await writeFile(madeWith, `${site.browserVersion}\n`);
  for (const name of old) await unlink(join(kept, name));
  console.log(`${Math.round(bytes / 1000)} kB of pictures. Look at what has changed before you commit it.`);
} finally {
  await site.close();
}
