import { type JSX, Show } from 'solid-js';
import { AfterPaint } from '../ui/after-paint';

/** How the parts of one's own screen come. */
export interface Turn {
  /** All is known that stands above them, and nothing will push them down under someone's hands. */
  isReady(): boolean;
  /** Someone waits for the screen: it comes from top to end, the picture first. Else it is whole at once, as it was when left. */
  isWaitedFor: boolean;
}

/** A part that has its turn once what stands above it is there. */
export function Later(props: { turn: Turn; children: JSX.Element }) {
  return (
    <Show when={props.turn.isReady()}>
      <AfterPaint now={!props.turn.isWaitedFor}>{props.children}</AfterPaint>
    </Show>
  );
}
