import { type RefusalCode, refusalCodes } from '@visage/contract/errors';
import { outcomes } from '../refusal-status';
import type { Answer } from './document-types';
import { type JsonSchema, reference } from './json-schema';

const text = { type: 'string' };

/** The bodies of errors: tRPC's, and those of raw routes (RFC 9457). */
export const errorSchemas: Record<string, JsonSchema> = {
  Reason: { description: 'Why a request was refused.', type: 'string', enum: [...refusalCodes] },
  TrpcError: {
    type: 'object',
    required: ['error'],
    additionalProperties: false,
    properties: {
      error: {
        type: 'object',
        required: ['message', 'code', 'data'],
        additionalProperties: false,
        properties: {
          message: { description: 'For people.', ...text },
          code: { description: 'JSON-RPC’s number of `data.code`.', type: 'integer' },
          data: {
            type: 'object',
            required: ['code', 'httpStatus'],
            additionalProperties: false,
            properties: {
              code: { description: 'tRPC’s name of the status.', ...text },
              httpStatus: { type: 'integer' },
              path: { description: 'The procedure.', ...text },
              reason: reference('Reason'),
              retryAfter: { description: 'Seconds to wait, as in `Retry-After`.', type: 'integer' },
              fields: { description: 'Field → what is wrong with it.', type: 'object', additionalProperties: text },
            },
          },
        },
      },
    },
  },
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail'],
    additionalProperties: false,
    properties: {
      type: { const: 'about:blank' },
      title: text,
      status: { type: 'integer' },
      detail: { description: 'For people.', ...text },
      reason: reference('Reason'),
      parameter: { description: 'The query parameter at fault.', ...text },
    },
  },
};

const kinds = { trpc: ['application/json', 'TrpcError'], raw: ['application/problem+json', 'Problem'] } as const;

/** One answer for each status that these refusals have, and 500, which anything may end in. */
export function refusalAnswers(codes: readonly RefusalCode[], kind: keyof typeof kinds): Record<string, Answer> {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of new Set(codes)) {
    const { status } = outcomes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const [type, schema] = kinds[kind];
  const content = { [type]: { schema: reference(schema) } };
  const refused = [...byStatus].map(([status, reasons]): [string, Answer] => [
    String(status),
    {
      description: `${reasons.map((code) => outcomes[code].title).join('; ')} (${reasons.map((code) => `\`${code}\``).join(', ')}).`,
      ...((status === 429 || status === 503) && { headers: { 'Retry-After': retryAfter } }),
      content,
    },
  ]);
  return Object.fromEntries([...refused, ['500', { description: 'Something went wrong on our side.', content }]]);
}

const retryAfter = { description: 'Seconds to wait.', schema: { type: 'integer' } };
