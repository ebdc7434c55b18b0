import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';
import { appRouter } from './router';

setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp();
});
afterAll(() => visage.stop());

const procedures = Object.entries(appRouter._def.procedures) as unknown as [string, { _def: { type: string } }][];
const writes = procedures.flatMap(([name, { _def }]) => (_def.type === 'mutation' ? [name] : []));
const signInWrites = ['sign-out', 'change-password', 'change-email', 'revoke-sessions', 'passkey/delete-passkey'];

test.each([
  ...writes.map((name) => ['POST', `/trpc/${name}`] as const),
  ...signInWrites.map((name) => ['POST', `/api/auth/${name}`] as const),
  ['PUT', '/profile/me/picture'] as const,
])('%s %s with a cookie is refused from another site, and from none', async (method, path) => {
  for (const origin of ['https://evil.example', 'null', null]) {
    const headers = { 'content-type': 'application/json', cookie: ada.cookie, ...(origin !== null && { origin }) };
    expect((await visage.picture(path, { method, body: '{}', headers })).status).toBe(403);
  }
});
