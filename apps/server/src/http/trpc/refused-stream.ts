import { getTRPCErrorShape, type TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { Refusal } from '@visage/contract/errors';
import { appRouter } from './router';

/** Whether tRPC has answered with server-sent events. */
export function isEventStream(response: Response): boolean {
  return response.headers.get('Content-Type') === 'text/event-stream';
}

/**
 * What a subscription is answered that was refused before it began. tRPC would open a stream with status 200 and put the
 * error into it; any other HTTP client goes by the status.
 */
export async function refusedStream(opened: Response, error: TRPCError, path: string | undefined): Promise<Response> {
  await opened.body?.cancel();
  const shape = getTRPCErrorShape({
    config: appRouter._def._config,
    error,
    type: 'subscription',
    path,
    input: undefined,
    ctx: undefined,
  });
  const headers = new Headers(opened.headers);
  headers.set('Content-Type', 'application/json');
  headers.delete('X-Accel-Buffering');
  const { cause } = error;
  if (cause instanceof Refusal && cause.retryAfter) headers.set('Retry-After', String(cause.retryAfter));
  return new Response(JSON.stringify({ error: shape }), { status: getHTTPStatusCodeFromError(error), headers });
}
