import { createPictures } from '../domain/pictures';
import { demoPeople } from '../drawing/people';
import { readSettings } from '../env';
import { encodeJpeg } from '../imaging/drawn';
import { createImaging } from '../imaging/imaging';
import { createAccountStore } from '../storage/account-store';
import { openDatabase } from '../storage/database';
import { createPictureStore } from '../storage/picture-store';
import { createProfileStore } from '../storage/profile-store';
import { type Command, CommandError, withDatabase } from './command';
import { readWords } from './options';

const side = 640;

/** Fills an empty database with people and pictures we draw, so that there is something to look at. */
export const demo: Command = {
  summary: 'fills an empty database with 24 people and their pictures',
  help: 'bun visage demo\n\nFills an empty database with 24 invented people and the pictures drawn for them.',
  async run(words) {
    readWords('demo', words, {}, 0);
    const settings = readSettings();
    await withDatabase(settings, async (connection) => {
      const database = openDatabase(connection, { watch: false });
      // Nothing is remembered here; a Visage that runs hears of it from the database.
      const announce = () => {};
      const accounts = createAccountStore(database.db, announce);
      const profiles = createProfileStore(database.db, announce);
      const pictures = createPictures(
        createPictureStore(database.db, announce),
        createImaging(),
        settings.maxUploadBytes,
      );
      try {
        if (!(await accounts.isEmpty())) {
          throw new CommandError(
            'There are people here already. The demo fills only an empty database: set DATA_DIR to a new one.',
          );
        }
        for (const { draw, altText, ...fields } of demoPeople) {
          const id = await accounts.add({ name: fields.displayName, email: `${fields.handle}@example.org` });
          await profiles.update(id, 1, fields);
          if (draw) {
            const caller = { kind: 'session' as const, userId: id, isAdmin: false, signedInAt: new Date() };
            const file = await encodeJpeg(draw(side));
            await pictures.upload(caller, id, { file, mimeType: 'image/jpeg', altText });
          }
          console.log(`  @${fields.handle}  ${fields.displayName}`);
        }
      } finally {
        await database.close();
      }
    });
    console.log(
      `\n${demoPeople.length} people are here now. Start Visage with \`bun start\` and open /people to meet them.`,
    );
  },
};
