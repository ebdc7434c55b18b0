import type { OwnProfile } from '@visage/contract/profile';
import { EraseBlock } from './erase-block';

export function DataSection(props: { me: OwnProfile }) {
  return (
    <div class="grid grid-cols-1 gap-5">
      <EraseBlock handle={props.me.handle} />
    </div>
  );
}
