import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { words } from './words';

/** A key, this once. */
export function MadeKey(props: { value: string; onDone(): void }) {
  let code: HTMLPreElement | undefined;
  return (
    <div class="grid grid-cols-1 gap-4">
      <div class="flex flex-wrap items-start gap-2">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what can be filled in. */}
        <pre
          ref={code}
          tabIndex={-1}
          role="group"
          aria-label={words.made.label}
          dir="ltr"
          class="min-w-0 grow basis-64 rounded-field bg-sunken px-3.5 py-3 font-mono text-sm break-all whitespace-pre-wrap"
        >
          <code>{props.value}</code>
        </pre>
        <CopyButton text={props.value} what={words.made.label} words={words.made} source={() => code} />
      </div>
      <Button class="justify-self-start" onClick={props.onDone}>
        {words.made.done}
      </Button>
    </div>
  );
}
