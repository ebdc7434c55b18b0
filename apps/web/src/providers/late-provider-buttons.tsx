import { type ComponentProps, lazy, Show, Suspense } from 'solid-js';
import { useProviders } from './offered-providers';

const ProviderButtons = lazy(() => import('./provider-buttons').then((file) => ({ default: file.ProviderButtons })));

/** For where few people come: the buttons are loaded once there is a use for them. */
export function LateProviderButtons(props: ComponentProps<typeof ProviderButtons>) {
  const providers = useProviders();
  return (
    <Show when={providers()?.length}>
      <Suspense>
        <ProviderButtons {...props} />
      </Suspense>
    </Show>
  );
}
