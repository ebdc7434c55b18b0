import {
  Content,
  Group,
  GroupLabel,
  Item,
  ItemIndicator,
  Portal,
  RadioGroup,
  RadioItem,
  Root,
  Trigger,
} from '@kobalte/core/dropdown-menu';
import { useMenuContext } from '@kobalte/core/menu';
import { A } from '@solidjs/router';
import { createContext, For, type JSX, onMount, Show, splitProps, useContext } from 'solid-js';
import { spread } from 'solid-js/web';
import { Icon } from './icon';

// What menus are made of, loaded by menu.tsx when one is about to be opened.

const line =
  'flex min-h-11 w-full cursor-pointer items-center gap-3 rounded-field px-3 text-start text-[0.9375rem] no-underline -outline-offset-2 pointer-fine:data-highlighted:bg-hover forced-colors:data-highlighted:outline-2';

/**
 * By the Pointer Events specification (level 3, section 11) no mouse is made up for a touch then, which would move, take the focus and let go
 * before the click, each to be listened to by all of the page. Lines act when the finger goes, and need no click, which some WebKits forget then.
 */
const byFinger = (event: PointerEvent) => {
  if (event.pointerType === 'touch') event.preventDefault();
};

const AfterClosing = createContext<(run: () => void) => void>((run) => run());

interface MenuPanelProps {
  button: HTMLButtonElement;
  /** The button was pressed before this code was there. */
  isWanted: boolean;
  children: JSX.Element;
}

/** What `button` opens. */
export function MenuPanel(props: MenuPanelProps) {
  let chosen: (() => void) | undefined;
  return (
    <Root placement="bottom-end" gutter={6} overflowPadding={8} modal={false}>
      <Trigger as={Adopted} element={props.button} />
      <Show when={props.isWanted}>
        <OpenAtOnce />
      </Show>
      {/* Where its button is: in the same landmark. */}
      <Portal mount={props.button.closest<HTMLElement>('header, main') ?? document.body}>
        <Content
          class="card z-30 min-w-56 animate-rise p-1.5 text-ink shadow-float"
          onCloseAutoFocus={() => {
            // Once the focus is back at the button: what comes next may want to give it back there, too.
            if (chosen) queueMicrotask(chosen);
            chosen = undefined;
          }}
        >
          <AfterClosing.Provider
            value={(run) => {
              chosen = run;
            }}
          >
            {props.children}
          </AfterClosing.Provider>
        </Content>
      </Portal>
    </Root>
  );
}

/** Makes a trigger of a button that is on the page already, so that nothing moves and no press is lost. */
function Adopted(props: { element: HTMLButtonElement }) {
  const [own, rest] = splitProps(props, ['element']);
  spread(own.element, rest, false, true);
  return null;
}

function OpenAtOnce() {
  const menu = useMenuContext();
  onMount(() => menu.open('first'));
  return null;
}

export function MenuGroup(props: { label: JSX.Element; children: JSX.Element }) {
  return (
    <Group>
      <GroupLabel as="div" class="max-w-64 px-3 py-2">
        {props.label}
      </GroupLabel>
      {props.children}
    </Group>
  );
}

export function MenuLink(props: { href: string; children: JSX.Element }) {
  return (
    <Item
      as={A}
      href={props.href}
      class={line}
      onKeyDown={(event: KeyboardEvent & { currentTarget: HTMLElement }) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        // Now: the key's own click would come when the menu may be gone, and press the button instead.
        event.preventDefault();
        event.currentTarget.click();
      }}
    >
      {props.children}
    </Item>
  );
}

export function MenuAction(props: { onSelect(): void; children: JSX.Element }) {
  const afterClosing = useContext(AfterClosing);
  return (
    <Item class={line} onPointerDown={byFinger} onSelect={() => afterClosing(() => props.onSelect())}>
      {props.children}
    </Item>
  );
}

interface MenuChoiceProps {
  legend: string;
  value: string;
  onChange(value: string): void;
  choices: readonly { value: string; label: string }[];
}

export function MenuChoice(props: MenuChoiceProps) {
  return (
    <RadioGroup value={props.value} onChange={(value) => props.onChange(value)}>
      <GroupLabel as="div" class="px-3 py-1.5 text-sm text-soft">
        {props.legend}
      </GroupLabel>
      <For each={props.choices}>
        {(choice) => (
          <RadioItem value={choice.value} class={line} onPointerDown={byFinger}>
            <span class="grow">{choice.label}</span>
            <ItemIndicator>
              <Icon name="check" class="size-4.5 text-accent" />
            </ItemIndicator>
          </RadioItem>
        )}
      </For>
    </RadioGroup>
  );
}
