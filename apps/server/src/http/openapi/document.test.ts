import { expect, test } from 'bun:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { appRouter } from '../trpc/router';
import { describeApi } from './document';
import type { Operation } from './document-types';

const document = describeApi('https://visage.example');
const operations = Object.values(document.paths).flatMap((item) => Object.values(item) as Operation[]);

test('the document is OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined } as never);
});

test('every procedure is in it, by the method that tRPC takes', () => {
  const procedures = Object.entries(appRouter._def.procedures) as unknown as [string, { _def: { type: string } }][];
  for (const [name, { _def }] of procedures) {
    expect(Object.keys(document.paths[`/trpc/${name}`] ?? {})).toEqual([_def.type === 'mutation' ? 'post' : 'get']);
  }
  expect(Object.keys(document.paths).filter((path) => path.startsWith('/trpc/'))).toHaveLength(procedures.length);
});

test('every operation has a summary, a name of its own, and a tag that is explained', () => {
  const named = operations.map(({ operationId }) => operationId);
  expect(new Set(named).size).toBe(named.length);
  const tags = document.tags.map(({ name }) => name);
  for (const { operationId, summary, tags: theirs } of operations) {
    expect(`${operationId}: ${summary}`).toMatch(/: \S.*[^.]$/);
    expect(tags).toEqual(expect.arrayContaining(theirs));
  }
});

test('what an operation needs has an example, and each example is what its schema takes', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  for (const { operationId, parameters = [], requestBody } of operations) {
    const taken = [...parameters.filter(({ content }) => content), ...(requestBody ? [requestBody] : [])];
    for (const { required, content = {} } of taken) {
      const json = content['application/json'];
      if (!json) continue;
      if (required) expect(`${operationId}: ${JSON.stringify(json.example)}`).toContain('{');
      const schema = { allOf: [json.schema], components: document.components };
      if (json.example) expect(`${operationId} ${ajv.validate(schema, json.example)}`).toBe(`${operationId} true`);
    }
  }
});

test('no schema is a mere reference, least of all to itself', () => {
  for (const schema of Object.values(document.components.schemas)) expect(Object.keys(schema)).not.toEqual(['$ref']);
});
