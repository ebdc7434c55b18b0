import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import type { PictureMetadata } from '@visage/contract/picture';
import fc from 'fast-check';
import { own, upload, verifyAddress } from '../../../test/deeds';
import { createDescribedAnswers, type DescribedAnswers } from '../../../test/described-answers';
import { base64, image } from '../../../test/images';
import { makeKey } from '../../../test/keys';
import { arbitraryOf, type Pools } from '../../../test/schema-arbitrary';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';
import type { Method, OpenApiDocument, Operation } from './document-types';
import type { JsonSchema } from './json-schema';

// Requests take longer on a machine that is busy.
setDefaultTimeout(120_000);

let visage: TestVisage;
let ada: Person;
let document: OpenApiDocument;
let described: DescribedAnswers;
let callers: Record<string, Record<string, string>>;
let spareKeys: string[];
let file: Uint8Array;

const rounds = 8;
/** How often an operation that chance never let succeed is asked again, by every caller and with nothing that is wrong on purpose. */
const moreRounds = 60;

beforeAll(async () => {
  visage = await startTestVisage({ ADMIN_EMAILS: 'person2@example.org', MAX_UPLOAD_BYTES: '20000' });
  ada = await visage.signUp('Ada');
  const admin = await visage.signUp('Ann');
  await verifyAddress(visage, admin);
  document = (await (await fetch(`${visage.base}/openapi.json`)).json()) as OpenApiDocument;
  described = createDescribedAnswers(document);
  callers = {
    nobody: {},
    session: { cookie: ada.cookie, origin: visage.origin },
    key: (await makeKey(visage, ada)).headers,
    'key that reads': (await makeKey(visage, ada, ['profiles:read'])).headers,
    'key of an administrator': (await makeKey(visage, admin)).headers,
    'key that is none': { 'x-api-key': 'none' },
  };
  spareKeys = await Promise.all(Array.from({ length: rounds }, async () => (await makeKey(visage, ada)).id));
  file = await image('png', { width: 40, height: 40 });
});
afterAll(() => visage.stop());

const resolve = (ref: string): JsonSchema => document.components.schemas[ref.slice(ref.lastIndexOf('/') + 1)] ?? {};
const one = <Value>(arbitrary: fc.Arbitrary<Value>): Value => fc.sample(arbitrary, 1)[0] as Value;

/** One request that an operation describes, or, unless `isMeant`, nearly so. `isValid`: by its schema. */
function requestOf(
  path: string,
  operation: Operation,
  pools: Pools,
  isMeant: boolean,
): { target: string; init: RequestInit; isValid: boolean } {
  const search = new URLSearchParams();
  const headers: Record<string, string> = {};
  let isValid = true;
  let target = path;
  const input = (schema: JsonSchema, required: boolean): string | undefined => {
    const valid = arbitraryOf(schema, pools, resolve);
    const odd = fc.oneof(
      fc.jsonValue(),
      valid.map((each) => ({ ...(each as object), unknown: 1 })),
      valid.map((each) => Object.fromEntries(Object.entries(each ?? {}).map(([name]) => [name, [1]]))),
    );
    const value = one(isMeant ? valid : fc.oneof({ weight: 3, arbitrary: valid }, { weight: 1, arbitrary: odd }));
    isValid &&= described.validatorOf(schema)(value);
    return !required && value === null ? undefined : JSON.stringify(value);
  };
  for (const { name, in: place, required, schema, content } of operation.parameters ?? []) {
    const json = content?.['application/json'];
    if (json) {
      const given = input(json.schema, required);
      if (given !== undefined) search.set(name, given);
      continue;
    }
    if (!required && one(fc.boolean())) continue;
    const valid = arbitraryOf(schema ?? {}, pools, resolve, name);
    const value = String(
      one(isMeant ? valid : fc.oneof({ weight: 4, arbitrary: valid }, { weight: 1, arbitrary: fc.string() })),
    );
    if (place === 'path') target = target.replace(`{${name}}`, encodeURIComponent(/^\.*$/.test(value) ? 'x' : value));
    else if (place === 'query') search.set(name, value);
    else headers[name] = value.replace(/[^\x21-\x7e]/g, '');
  }
  const { content = {}, required = false } = operation.requestBody ?? {};
  const json = content['application/json'];
  let body: string | Uint8Array<ArrayBuffer> | undefined;
  if (json) {
    body = input(json.schema, required);
    const isPlain = !isMeant && one(fc.nat(3)) === 0;
    headers['content-type'] = isPlain ? 'text/plain' : 'application/json';
    if (isPlain) isValid = false;
  } else if (operation.requestBody) {
    const sent = isMeant ? file : one(fc.constantFrom(file, file, new Uint8Array(20_001), new Uint8Array(9)));
    body = sent as Uint8Array<ArrayBuffer>;
    const types = ['image/png', 'application/octet-stream', ...(isMeant ? [] : ['image/jpeg'])];
    headers['content-type'] = one(fc.constantFrom(...types));
    isValid = sent === file && headers['content-type'] !== 'image/jpeg';
  }
  return {
    target: search.size > 0 ? `${target}?${search}` : target,
    init: { headers, ...(body !== undefined && { body }) },
    isValid,
  };
}

test('every request is answered as the document says, whoever asks and however wrong it is', async () => {
  const problems: string[] = [];
  const succeeded = new Set<string>();
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      path,
      method: method as Method,
      operation: operation as Operation,
    })),
  );
  /** Asks for one operation as each caller. */
  async function askAll({ path, method, operation }: (typeof operations)[number], round: number, isMeant: boolean) {
    const { operationId } = operation;
    for (const [name, credentials] of Object.entries(callers)) {
      // A session that is young may erase its account.
      if (operationId === 'account.delete' && name === 'session') continue;
      const { target, init, isValid } = requestOf(path, operation, await poolsOf(operationId, round), isMeant);
      const gone = new AbortController();
      const answered = await fetch(visage.base + target, {
        ...init,
        method: method.toUpperCase(),
        headers: { ...(init.headers as Record<string, string>), ...credentials },
        redirect: 'manual',
        signal: gone.signal,
      });
      const wrong = await described.wrongWith(answered, method, operation);
      gone.abort();
      const asked = `${method} ${target.slice(0, 300)} ${String(init.body ?? '').slice(0, 300)} as ${name}`;
      if (wrong) problems.push(`${asked}: ${wrong}`);
      if (answered.status < 400) {
        succeeded.add(operationId);
        if (!isValid && operationId.includes('.'))
          problems.push(`${asked}: taken, though it is not what the document says`);
      }
    }
  }
  // Off unless the operator allows it; and not to be had twice.
  const mayFail = ['picture.importGravatar', 'account.delete'];
  const missing = () =>
    operations.filter(({ operation: { operationId: id } }) => !succeeded.has(id) && !mayFail.includes(id));
  for (let round = 0; round < rounds; round += 1) {
    for (const each of operations) await askAll(each, round, false);
    await visage.sql`DELETE FROM rate_limit`;
  }
  for (let round = rounds; round < rounds + moreRounds && missing().length > 0; round += 1) {
    for (const each of missing()) await askAll(each, round, true);
    await visage.sql`DELETE FROM rate_limit`;
  }
  expect(problems.slice(0, 5)).toEqual([]);
  expect(missing().map(({ operation }) => operation.operationId)).toEqual([]);
});

test('an account is erased as the document says', async () => {
  const bob = await visage.signUp('Bob');
  const answered = await fetch(`${visage.base}/trpc/account.delete`, {
    method: 'POST',
    headers: { cookie: bob.cookie, origin: visage.origin },
  });
  const operation = document.paths['/trpc/account.delete']?.post as Operation;
  expect(answered.status).toBe(200);
  expect(await described.wrongWith(answered, 'post', operation)).toBe(null);
});

/** What is there just now, for requests to name. */
let state: { revision: number; pictures: string[]; handle: string; asOf: string } | undefined;
async function poolsOf(operationId: string, round: number): Promise<Pools> {
  if (state?.asOf !== `${operationId} ${round}`) {
    if (operationId.startsWith('picture.')) await upload(visage, ada, { file });
    const { revision, picture, handle } = await own(visage, ada);
    const { data } = await visage.query('picture.history', {}, ada);
    const earlier = (data?.items as PictureMetadata[] | undefined) ?? [];
    state = {
      revision,
      handle,
      pictures: [picture, ...earlier].flatMap((each) => each?.id ?? []),
      asOf: `${operationId} ${round}`,
    };
  }
  return {
    id:
      operationId === 'apiKey.revoke'
        ? spareKeys
        : operationId === 'picture'
          ? [ada.id, `@${state.handle}`, 'ext:x', 'me']
          : [ada.id],
    ids: [ada.id, 'nobody'],
    handle: operationId === 'profile.get' ? [state.handle] : [],
    userId: [ada.id],
    revision: [state.revision],
    pictureId: state.pictures,
    data: [base64(file)],
    mimeType: ['image/png'],
    website: ['https://example.org'],
  };
}
