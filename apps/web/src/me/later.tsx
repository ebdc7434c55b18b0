import { createContext, type JSX, Show, useContext } from 'solid-js';
import { AfterPaint } from '../ui/after-paint';

/** How the parts of one's own screen come. */
interface Turn {
  /** All is known that stands above them, and nothing will push them down under someone's hands. */
  isReady(): boolean;
  /** They come at once, for someone who comes back; else from top to end, and what is there is painted in between. */
  isAtOnce: boolean;
}

export const TurnContext = createContext<Turn>({ isReady: () => true, isAtOnce: true });

/** A part that has its turn once what stands above it is there. */
export function Later(props: { children: JSX.Element }) {
  const { isReady, isAtOnce } = useContext(TurnContext);
  return (
    <Show when={isReady()}>
      <AfterPaint now={isAtOnce}>{props.children}</AfterPaint>
    </Show>
  );
}

/** What shows that parts are still to come. */
export function UntilReady(props: { children: JSX.Element }) {
  const { isReady } = useContext(TurnContext);
  return <Show when={!isReady()}>{props.children}</Show>;
}
