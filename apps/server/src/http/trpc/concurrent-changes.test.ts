import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { own, pathOf, upload } from '../../../test/deeds';
import { base64, image } from '../../../test/images';
import { type Called, type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
/** A second server on the same database. */
let beside: TestVisage;

beforeAll(async () => {
  visage = await startTestVisage();
  beside = await startTestVisage({ PUBLIC_URL: visage.origin }, { beside: visage });
});
afterAll(async () => {
  await beside.stop();
  await visage.stop();
});

/** Everything that changes what one person's picture URL answers, once, on one server. */
async function everything(server: TestVisage, person: Person, pictureIds: string[]): Promise<Promise<Called>[]> {
  const { revision } = await own(server, person);
  const data = base64(await image());
  return [
    server.mutate('picture.upload', { data, mimeType: 'image/png' }, person),
    server.mutate('picture.remove', {}, person),
    server.mutate('picture.restore', { pictureId: pictureIds[0] }, person),
    server.mutate('picture.forget', { pictureId: pictureIds[1] }, person),
    server.mutate('picture.setAltText', { pictureId: pictureIds[0], altText: crypto.randomUUID() }, person),
    server.mutate('profile.update', { revision, visibility: revision % 2 ? 'private' : 'public' }, person),
    server.mutate('profile.update', { revision, handle: `name-${revision}` }, person),
  ];
}

test('changes of one person at once, on two servers, all come to an end, and leave one state', async () => {
  const person = await visage.signUp();
  const dates: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const ids = [(await upload(visage, person)).id, (await upload(visage, person)).id];
    const calls = [...(await everything(visage, person, ids)), ...(await everything(beside, person, ids))];
    for (const { status, error } of await Promise.all(calls)) {
      expect({ error, failed: status >= 500 }).toMatchObject({ failed: false });
    }
    const [state] =
      await visage.sql`SELECT version, extract(epoch FROM last_updated)::int AS at, current_picture_id AS id
      FROM picture_state WHERE user_id = ${person.id}`;
    dates.push(state?.at);
    const me = await own(visage, person);
    expect(me.picture?.id ?? null).toBe(state?.id);
    if (me.picture) expect(me.picture.version).toBe(state?.version);
    const { data } = await visage.query('picture.history', undefined, person);
    expect(data.items.some(({ id }: { id: string }) => id === state?.id)).toBe(false);
    const answered = await beside.picture(pathOf(person), { headers: { cookie: person.cookie } });
    expect(answered.status).toBe(me.picture ? 200 : 302);
  }
  expect(dates).toEqual([...new Set(dates)].sort((a, b) => a - b));
});

test('an account deleted in the middle of its own changes leaves nothing', async () => {
  const person = await visage.signUp();
  const ids = [(await upload(visage, person)).id, (await upload(visage, person)).id];
  const calls = [
    ...(await everything(visage, person, ids)),
    // Asked for last, while all the others are under way: what comes before them looks the person up.
    ...(await everything(beside, person, ids)),
    visage.mutate('account.delete', {}, person),
  ];
  for (const { status } of await Promise.all(calls)) expect(status).toBeLessThan(500);
  for (const table of ['picture', 'picture_state', 'profile', 'session', 'account']) {
    expect(await visage.sql`SELECT 1 FROM ${visage.sql(table)} WHERE user_id = ${person.id}`).toHaveLength(0);
  }
  expect((await visage.picture(pathOf(person))).status).toBe(302);
});
