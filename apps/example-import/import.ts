import { dirname, join } from 'node:path';
import { createVisageClient, fileToUpload, isVisageError } from '@visage/client';
import { readCsv } from './csv';

/**
 * Brings the people of a site and their pictures into Visage:
 *
 *     VISAGE_URL=http://localhost:3000 VISAGE_KEY=… bun import.ts people.csv
 *
 * The key is an administrator's, with `profiles:write`. Columns: externalId, displayName, and, where there is one, email, handle
 * and picture (a file, named from where the CSV is). It may run again and again: who is known stays as they are, and a picture
 * that is shown already changes nothing.
 */
const { VISAGE_URL: baseUrl = 'http://localhost:3000', VISAGE_KEY: apiKey } = Bun.env;
const [file] = Bun.argv.slice(2);
if (!file || !apiKey) {
  console.error('Usage: VISAGE_URL=http://localhost:3000 VISAGE_KEY=… bun import.ts people.csv');
  process.exit(2);
}

const visage = createVisageClient({ baseUrl, apiKey, retries: 5 });
let failed = 0;
for (const { externalId = '', displayName = '', email, handle, picture } of readCsv(await Bun.file(file).text())) {
  try {
    const person = await visage.profile.provision.mutate({
      externalId,
      displayName,
      email: email || undefined,
      handle: handle || undefined,
    });
    if (picture) {
      const upload = await fileToUpload(Bun.file(join(dirname(file), picture)));
      await visage.picture.upload.mutate({ userId: person.id, ...upload });
    }
    console.log(`${externalId}: @${person.handle}${picture ? ', with a picture' : ''}`);
  } catch (error) {
    failed += 1;
    const fields = isVisageError(error) ? Object.values(error.fields).join(' ') : '';
    console.error(`${externalId}: ${fields || (error as Error).message}`);
  }
}
process.exit(failed > 0 ? 1 : 0);
