import type { OperationResultEnvelope, TRPCClientError, TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable, type Unsubscribable } from '@trpc/server/observable';

type Failure = TRPCClientError<AnyRouter>;

/** A link that is loaded when first used, so that pages which never use it don't pay for it. */
export function createLateLink(load: () => Promise<TRPCLink<AnyRouter>>): TRPCLink<AnyRouter> {
  return (runtime) => (operation) =>
    observable<OperationResultEnvelope<unknown, Failure>, Failure>((observer) => {
      let stopped = false;
      let running: Unsubscribable | undefined;
      load().then(
        (link) => {
          if (!stopped) running = link(runtime)(operation).subscribe(observer);
        },
        (error) => observer.error(error),
      );
      return () => {
        stopped = true;
        running?.unsubscribe();
      };
    });
}
