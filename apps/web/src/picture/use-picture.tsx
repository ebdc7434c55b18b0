import type { OwnProfile } from '@visage/contract/profile';
import { For, Show } from 'solid-js';
import { CopyButton } from '../ui/copy-button';
import { type SnippetKind, snippetsFor } from './snippets';
import { words } from './words';

/** How to show one's picture elsewhere, ready to be copied. */
export function UsePicture(props: { me: OwnProfile }) {
  const snippets = () =>
    snippetsFor({
      origin: location.origin,
      handle: props.me.handle,
      displayName: props.me.displayName,
      altText: props.me.picture?.altText ?? '',
    });
  return (
    <section aria-labelledby="use" class="grid grid-cols-1 gap-4 border-t border-line pt-5">
      <div class="grid gap-1">
        <h3 id="use" class="font-semibold">
          {words.use.title}
        </h3>
        <p class="text-sm text-soft">{words.use.hint}</p>
        <Show when={props.me.visibility !== 'public'}>
          <p class="text-sm text-soft">{words.use.hidden}</p>
        </Show>
      </div>
      {/* By kind, not by text: an edit must not take the button away that someone is at. */}
      <For each={kinds}>
        {(kind) => <OneSnippet kind={kind} text={snippets().find((each) => each.kind === kind)?.text ?? ''} />}
      </For>
    </section>
  );
}

const kinds: readonly SnippetKind[] = ['link', 'html', 'markdown', 'client'];

function OneSnippet(props: { kind: SnippetKind; text: string }) {
  const id = () => `use-${props.kind}`;
  const label = () => words.use.kinds[props.kind];
  let code: HTMLPreElement | undefined;
  return (
    <div class="grid grid-cols-1 gap-1.5">
      <h4 id={id()} class="text-sm font-medium">
        {label()}
      </h4>
      <div class="flex flex-wrap items-start gap-2">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what can be filled in. */}
        <pre
          ref={code}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too.
          tabIndex={0}
          role="group"
          aria-labelledby={id()}
          dir="ltr"
          class="min-w-0 grow basis-64 overflow-x-auto rounded-field bg-sunken px-3.5 py-3 font-mono text-sm"
        >
          <code>{props.text}</code>
        </pre>
        <CopyButton text={props.text} what={label()} words={words.use} source={() => code} />
      </div>
    </div>
  );
}
