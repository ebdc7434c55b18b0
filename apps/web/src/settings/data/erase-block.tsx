import { createSignal, Show } from 'solid-js';
import { Button } from '../../ui/button';
import { Block } from '../block';
import { EraseDialog } from './erase-dialog';
import { words } from './words';

export function EraseBlock(props: { handle: string }) {
  const [isAsking, setAsking] = createSignal(false);
  return (
    <Block title={words.erase.title} lead={words.erase.lead}>
      <Button look="danger" class="justify-self-start" onClick={() => setAsking(true)}>
        {words.erase.open}
      </Button>
      <Show when={isAsking()}>
        <EraseDialog handle={props.handle} onClose={() => setAsking(false)} />
      </Show>
    </Block>
  );
}
