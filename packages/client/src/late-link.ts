import type { OperationResultEnvelope, TRPCClientError, TRPCLink } from '@trpc/client';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import type { AppRouter } from '@visage/server/router';

type Failure = TRPCClientError<AppRouter>;

/** A link that is loaded when first used, so that pages which never use it don't pay for it. */
export function createLateLink(load: () => Promise<TRPCLink<AppRouter>>): TRPCLink<AppRouter> {
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
