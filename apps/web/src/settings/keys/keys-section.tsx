import { KeyListBlock } from './key-list-block';
import { NewKeyBlock } from './new-key-block';

export function KeysSection() {
  return (
    <div class="grid grid-cols-1 gap-5">
      <NewKeyBlock />
      <KeyListBlock />
    </div>
  );
}
