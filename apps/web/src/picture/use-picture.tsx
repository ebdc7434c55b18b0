import type { OwnProfile } from '@visage/contract/profile';
import { For, Show } from 'solid-js';
import { AfterPaint } from '../ui/after-paint';
import { CopyButton } from '../ui/copy-button';
import { Disclosure } from '../ui/disclosure';
import { idOfSnippet, ownSnippet } from './own-snippets';
import type { SnippetKind } from './snippets';
import { words } from './words';

/** How to show one's picture elsewhere, ready to be copied: the link first, the rest for those who ask. */
export function UsePicture(props: { me: OwnProfile }) {
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
      <OneSnippet kind="link" text={ownSnippet(props.me, 'link')} />
      <Disclosure label={words.use.more}>
        <AfterPaint>
          <div class="grid grid-cols-1 gap-4">
            <p class="text-sm text-soft">{words.use.moreHint}</p>
            {/* By kind, not by text: an edit must not take the button away that someone is at. */}
            <For each={others}>{(kind) => <OneSnippet kind={kind} text={ownSnippet(props.me, kind)} />}</For>
          </div>
        </AfterPaint>
      </Disclosure>
    </section>
  );
}

const others: readonly SnippetKind[] = ['lasting', 'html', 'markdown', 'client'];

function OneSnippet(props: { kind: SnippetKind; text: string }) {
  const label = () => words.use.kinds[props.kind];
  const heading = () => `${idOfSnippet(props.kind)}-heading`;
  let code: HTMLPreElement | undefined;
  return (
    <div class="grid grid-cols-1 gap-1.5">
      <h4 id={heading()} class="text-sm font-medium">
        {label()}
      </h4>
      <div class="flex flex-wrap items-start gap-2">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what can be filled in. */}
        <pre
          ref={code}
          id={idOfSnippet(props.kind)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too.
          tabIndex={0}
          role="group"
          aria-labelledby={heading()}
          dir="ltr"
          class="min-w-0 grow basis-40 overflow-x-auto rounded-field bg-sunken px-3.5 py-3 font-mono text-sm sm:basis-64"
        >
          <code>{props.text}</code>
        </pre>
        <CopyButton text={props.text} what={label()} words={words.use} source={() => code} />
      </div>
    </div>
  );
}
