import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { useUp, verifyAddress } from '../../../test/deeds';
import { base64, image } from '../../../test/images';
import { type Called, type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
let bob: Person;
let admin: Person;

beforeAll(async () => {
  visage = await startTestVisage({ MAX_UPLOAD_BYTES: '1000', ADMIN_EMAILS: 'person3@example.org' });
  ada = await visage.signUp('Ada');
  bob = await visage.signUp('Bob');
  admin = await visage.signUp('Ann');
  await verifyAddress(visage, admin);
});
afterAll(() => visage.stop());

const tooLarge = { data: 'A'.repeat(100_000), mimeType: 'image/png' };
const refusal = ({ status, error }: Called) => ({ status, code: error?.code, reason: error?.reason });
const unauthenticated = { status: 401, code: 'UNAUTHORIZED', reason: 'unauthenticated' };
const forbidden = { status: 403, code: 'FORBIDDEN', reason: 'forbidden' };
const tooOften = { status: 429, code: 'TOO_MANY_REQUESTS', reason: 'rate_limited' };
const invalid = { status: 400, code: 'BAD_REQUEST', reason: 'invalid_input' };

const writes: [path: string, input: object][] = [
  ['picture.upload', { data: '', mimeType: '' }],
  ['picture.remove', {}],
  ['picture.restore', { pictureId: 'x' }],
  ['picture.forget', { pictureId: 'x' }],
  ['picture.setAltText', { pictureId: 'x', altText: '' }],
  ['profile.update', { revision: 1 }],
];

test('nobody is refused before their input is looked at, however large or wrong it is', async () => {
  for (const [path] of [...writes, ['account.delete', {}] as const]) {
    for (const input of [tooLarge, { nonsense: true }, { userId: ada.id }, null]) {
      expect(refusal(await visage.mutate(path, input))).toEqual(unauthenticated);
    }
  }
  for (const path of ['profile.me', 'picture.history']) {
    expect(refusal(await visage.query(path))).toEqual(unauthenticated);
  }
});

test('a key that is none is refused, and a cookie beside it is ignored', async () => {
  const headers = { 'x-api-key': 'none' };
  expect(refusal(await visage.query('profile.me', undefined, ada, headers))).toEqual(unauthenticated);
  expect(refusal(await visage.mutate('picture.remove', undefined, ada, headers))).toEqual(unauthenticated);
  expect(refusal(await visage.query('profile.list', undefined, null, headers))).toEqual(unauthenticated);
});

test('another’s data is refused, whether they exist or not, before the input is judged', async () => {
  for (const [path, input] of writes) {
    for (const userId of [bob.id, 'nobody-at-all', 'x'.repeat(500), 'a\0b']) {
      expect(refusal(await visage.mutate(path, { ...input, userId }, ada))).toEqual(forbidden);
      expect(refusal(await visage.mutate(path, { userId, nonsense: 1 }, ada))).toEqual(forbidden);
    }
    // Naming oneself is no different from naming no one.
    expect(refusal(await visage.mutate(path, { userId: ada.id, nonsense: 1 }, ada))).toEqual(invalid);
  }
  for (const userId of [bob.id, 'nobody-at-all']) {
    expect(refusal(await visage.query('picture.history', { userId }, ada))).toEqual(forbidden);
  }
});

test('an administrator may name anyone, and is told who is not there', async () => {
  const notFound = { status: 404, code: 'NOT_FOUND', reason: 'not_found' };
  const data = base64(await image('png', { width: 8, height: 8 }));
  for (const [path, input] of writes) {
    const whole = path === 'picture.upload' ? { data, mimeType: 'image/png' } : input;
    expect(refusal(await visage.mutate(path, { ...whole, userId: 'nobody-at-all' }, admin))).toEqual(notFound);
  }
  expect(refusal(await visage.query('picture.history', { userId: 'nobody-at-all' }, admin))).toEqual(notFound);
  expect(
    refusal(await visage.mutate('picture.upload', { data, mimeType: 'image/png', userId: bob.id }, admin)).status,
  ).toBe(200);
  expect((await visage.query('profile.me', undefined, bob)).data.picture).not.toBeNull();
});

test('account.delete takes nobody else’s id, not even from an administrator', async () => {
  for (const person of [ada, admin]) {
    expect((await visage.mutate('account.delete', { userId: bob.id }, person)).status).toBeGreaterThanOrEqual(400);
  }
  expect((await visage.query('profile.me', undefined, bob)).status).toBe(200);
});

test('the right to a user comes before the rate, the rate before the size, the size before the shape', async () => {
  const person = await visage.signUp();
  const upload = async (input: unknown) => refusal(await visage.mutate('picture.upload', input, person));
  expect(await upload({ ...tooLarge, nonsense: 1 })).toEqual({
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
    reason: 'too_many_bytes',
  });
  expect(await upload({ ...tooLarge, data: 'A'.repeat(2000) })).toMatchObject({ reason: 'too_many_bytes' });
  await useUp(visage, `upload ${person.id}`, 60, 600);
  const answered = await visage.mutate('picture.upload', tooLarge, person);
  expect(refusal(answered)).toEqual(tooOften);
  expect(Number(answered.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await upload({ nonsense: 1 })).toEqual(tooOften);
  expect(await upload({ userId: bob.id })).toEqual(forbidden);
  await useUp(visage, `write ${person.id}`, 120);
  expect(refusal(await visage.mutate('picture.forget', { nonsense: 1 }, person))).toEqual(tooOften);
  expect(refusal(await visage.mutate('picture.forget', { nonsense: 1, userId: bob.id }, person))).toEqual(forbidden);
});
