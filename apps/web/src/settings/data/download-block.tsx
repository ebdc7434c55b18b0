import { useMutation } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { client } from '../../api/client';
import { stillMe } from '../../session/session';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Block } from '../block';
import { saidHere } from '../said-here';
import { exportName } from './export-name';
import { saveFile } from './save-file';
import { words } from './words';

export function DownloadBlock(props: { handle: string }) {
  const text = words.download;
  // Asked for by a click and not kept: no query.
  const download = useMutation(() => ({
    mutationFn: async () => {
      await stillMe();
      const everything = await client.account.export.query();
      const name = exportName(props.handle, new Date());
      saveFile(name, JSON.stringify(everything, null, 2), 'application/json');
      return name;
    },
  }));
  const start = () => {
    if (!download.isPending) download.mutate();
  };
  return (
    <Block title={text.title} lead={text.lead}>
      <Button class="justify-self-start" busy={download.isPending} onClick={start}>
        <Show when={!download.isPending}>
          <Icon name="download" class="size-4.5" />
        </Show>
        {download.isPending ? text.busy : text.submit}
      </Button>
      <Show when={saidHere(download.error)}>
        {(message) => (
          <Notice tone="bad" urgent retry={{ label: text.retry, run: start }}>
            {message()}
          </Notice>
        )}
      </Show>
      <div role="status" class="contents">
        <Show when={download.data}>{(name) => <Notice>{text.done(name())}</Notice>}</Show>
      </div>
    </Block>
  );
}
