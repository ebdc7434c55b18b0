import type * as z from 'zod/mini';

/** The output schema of a subscription: every event passes `schema`, as every other answer passes its own. */
export function streamOf<Output>(schema: z.ZodMiniType<Output>) {
  const parse = (events: unknown): AsyncIterable<Output, void, unknown> =>
    parsed(events as AsyncIterable<unknown>, schema);
  return Object.assign(parse, { event: schema });
}

async function* parsed<Output>(
  events: AsyncIterable<unknown>,
  schema: z.ZodMiniType<Output>,
): AsyncGenerator<Output, void, unknown> {
  for await (const event of events) yield schema.parse(event);
}
