import type { RefusalCode } from '@visage/contract/errors';
import type * as z from 'zod/mini';
import type { Access, ProcedureMeta } from '../trpc/procedure-meta';
import { appRouter } from '../trpc/router';
import { type Answer, apiKeyAccess, cookie, nobody, type Operation, type PathItem } from './document-types';
import { inputOf, type JsonSchema, jsonSchemaOf } from './json-schema';
import { refusalAnswers } from './refusal-answers';

/** What tRPC keeps of a procedure; its types hide the rest. */
interface Definition {
  type: 'query' | 'mutation' | 'subscription';
  inputs: z.ZodMiniType[];
  output: z.ZodMiniType | { event: z.ZodMiniType };
  meta?: ProcedureMeta;
}

const anyCall: RefusalCode[] = ['invalid_input', 'unauthenticated', 'rate_limited', 'unavailable'];

const security: Record<Access, Operation['security']> = {
  anyone: [nobody, cookie, apiKeyAccess],
  'signed-in': [cookie, apiKeyAccess],
  writer: [cookie, apiKeyAccess],
  administrator: [cookie, apiKeyAccess],
  session: [cookie],
};

const whoMay: Record<Access, string> = {
  anyone: 'Anyone may call this, and is told what they may see.',
  'signed-in': 'Signed in, or with a key that has `profiles:read`.',
  writer: 'Signed in, or with a key that has `profiles:write`.',
  administrator: 'Administrators alone; a key of theirs needs `profiles:write`.',
  session: 'Signed in; no key may call this.',
};

/** `/trpc/*` as tRPC speaks it over HTTP. Schemas with a name go into `named`. */
export function procedureOperations(named: Record<string, JsonSchema>): Record<string, PathItem> {
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>);
  return Object.fromEntries(procedures.map(([name, { _def }]) => [`/trpc/${name}`, pathItem(name, _def, named)]));
}

function pathItem(
  name: string,
  { type, inputs, output, meta = {} }: Definition,
  named: Record<string, JsonSchema>,
): PathItem {
  const { access = 'anyone', summary = '', description, example, refusals = [] } = meta;
  const [declared] = inputs;
  if (inputs.length !== 1 || !declared) throw new Error(`${name} takes not exactly one input`);
  const input = inputOf(declared);
  const taken = jsonSchemaOf(input.schema, 'input', named);
  const content = {
    'application/json': {
      schema: input.isOptional ? { anyOf: [taken, { type: 'null' }] } : taken,
      ...(example && { example }),
    },
  };
  const isChange = type === 'mutation';
  const codes: RefusalCode[] = [
    ...anyCall,
    ...(access === 'anyone' ? [] : (['forbidden'] as const)),
    ...(isChange ? (['too_many_bytes'] as const) : []),
    ...refusals,
  ];
  const required = !input.isOptional;
  const operation: Operation = {
    operationId: name,
    tags: [name.split('.', 1)[0] ?? name],
    summary,
    description: [description, whoMay[access]].filter(Boolean).join(' '),
    security: security[access],
    ...(isChange
      ? { requestBody: { required, content } }
      : { parameters: [{ name: 'input', in: 'query' as const, required, description: 'JSON.', content }] }),
    responses: {
      200:
        'event' in output
          ? streamed(jsonSchemaOf(output.event, 'output', named))
          : answered(jsonSchemaOf(output, 'output', named)),
      ...refusalAnswers(codes, 'trpc'),
      ...(isChange && { 415: notJson(refusalAnswers(codes, 'trpc')[415]) }),
    },
  };
  return isChange ? { post: operation } : { get: operation };
}

function answered(data: JsonSchema): Answer {
  return {
    description: 'The answer is `result.data`.',
    content: {
      'application/json': {
        schema: object({ result: object({ data }) }),
      },
    },
  };
}

function streamed(event: JsonSchema): Answer {
  return {
    description:
      'Server-sent events: `connected` first; each event without a name carries the data that `x-event` describes; `ping` every 5 s.',
    content: { 'text/event-stream': { schema: { type: 'string' }, 'x-event': event } },
  };
}

/** A body of another type than JSON, beside what else has this status. */
function notJson(other: Answer | undefined): Answer {
  const description = ['The body is not JSON.', other?.description].filter(Boolean).join(' ');
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/TrpcError' } } } };
}

function object(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
