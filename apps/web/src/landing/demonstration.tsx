import { createSignal, For, Index } from 'solid-js';
import { Button } from '../ui/button';
import ada from './ada.svg';
import adaWithHat from './ada-with-hat.svg';
import { words } from './words';

const pictures = [ada, adaWithHat];
const text = words.demo;
/** So many lines of the exchange are kept in sight. */
const lines = 3;

/** Three places that show one address, and what browser and server say to each other about it. */
export function Demonstration() {
  const [which, setWhich] = createSignal(0);
  const [log, setLog] = createSignal([text.first, text.same]);
  const say = (line: typeof text.first) => setLog((before) => [...before, line].slice(-lines));
  const face = (size: string) => (
    <img src={pictures[which()]} alt="" class={`shrink-0 rounded-full ${size}`} width="120" height="120" />
  );
  return (
    <section aria-labelledby="demo" class="card grid overflow-hidden">
      <h2 id="demo" class="sr-only">
        {text.title}
      </h2>
      <div class="grid gap-4 bg-sunken p-4 sm:p-6">
        <div class="card flex items-center justify-between gap-3 rounded-full py-1.5 ps-5 pe-1.5">
          <span class="flex gap-2" aria-hidden="true">
            <For each={['w-14', 'w-9', 'w-11']}>{(width) => <span class={`h-2 rounded-full bg-hover ${width}`} />}</For>
          </span>
          {face('size-9')}
        </div>
        <div class="card flex gap-3 p-4">
          {face('size-14')}
          <div class="text-[0.9375rem]">
            <p>
              <span class="font-semibold">{text.name}</span> <span class="text-sm text-soft">{text.commentWhen}</span>
            </p>
            <p>{text.comment}</p>
          </div>
        </div>
        <div class="grid gap-2 text-[0.9375rem]">
          <div class="flex items-end gap-2">
            {face('size-8')}
            <p class="card rounded-es-sm px-3.5 py-2">{text.chat}</p>
          </div>
          <p class="justify-self-end rounded-card rounded-ee-sm bg-accent px-3.5 py-2 text-on-accent">
            {text.chatReply[which()]}
          </p>
        </div>
      </div>
      <div class="grid gap-4 border-t border-line p-4 sm:p-6">
        <p class="sr-only" role="status">
          {text.alt[which()]}
        </p>
        <ol
          aria-label={text.log}
          aria-live="polite"
          class="grid min-h-22 content-start gap-1 font-mono text-[0.8125rem]"
        >
          <Index each={log()}>
            {(line) => (
              <li class="grid grid-cols-[auto_1fr_auto] gap-3">
                <span class="font-semibold text-accent">{line().status}</span>
                <span>{line().says}</span>
                <span class="text-soft tabular-nums">{line().sent}</span>
              </li>
            )}
          </Index>
        </ol>
        <div class="flex flex-wrap gap-2">
          <Button
            class="grow"
            onClick={() => {
              setWhich(1 - which());
              say(text.changed);
            }}
          >
            {text.change}
          </Button>
          <Button class="grow" onClick={() => say(text.same)}>
            {text.ask}
          </Button>
        </div>
        <p class="text-sm text-soft">{text.note}</p>
      </div>
    </section>
  );
}
