import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Answer, Method, OpenApiDocument, Operation } from '../src/http/openapi/document-types';
import type { JsonSchema } from '../src/http/openapi/json-schema';

/** Holds answers to what an OpenAPI document says of them. */
export interface DescribedAnswers {
  validatorOf(schema: JsonSchema): ValidateFunction;
  /** What is wrong with an answer; null: nothing. */
  wrongWith(answered: Response, method: Method, operation: Operation): Promise<string | null>;
}

export function createDescribedAnswers({ components }: OpenApiDocument): DescribedAnswers {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const compiled = new Map<string, ValidateFunction>();

  function validatorOf(schema: JsonSchema): ValidateFunction {
    const text = JSON.stringify(schema);
    const known = compiled.get(text) ?? ajv.compile({ allOf: [schema], components });
    compiled.set(text, known);
    return known;
  }

  return {
    validatorOf,

    async wrongWith(answered, method, { responses }) {
      const { status } = answered;
      const described: Answer | undefined = responses[status];
      if (!described) return `status ${status} is not described: ${(await answered.text()).slice(0, 300)}`;
      if (status === 500) return `500: ${await answered.text()}`;
      const type = answered.headers.get('content-type')?.split(';', 1)[0] ?? '';
      if (method === 'head' || status === 302 || status === 304) return null;
      const schema = described.content?.[type]?.schema;
      if (!schema) return `${status} is not described as ${type}`;
      if (!type.includes('json')) return answered.body?.cancel().then(() => null) ?? null;
      const body = await answered.json();
      const validate = validatorOf(schema);
      if (validate(body)) return null;
      return `${status} is no ${JSON.stringify(schema).slice(0, 80)}: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(body).slice(0, 300)}`;
    },
  };
}
