import type { OwnProfile } from '@visage/contract/profile';
import { DownloadBlock } from './download-block';
import { EraseBlock } from './erase-block';

export function DataSection(props: { me: OwnProfile }) {
  return (
    <div class="grid grid-cols-1 gap-5">
      <DownloadBlock handle={props.me.handle} />
      <EraseBlock handle={props.me.handle} />
    </div>
  );
}
