import { createSignal, type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { oncePainted } from './after-paint';

interface MenuProps {
  /** Names the button. */
  label: string;
  button: JSX.Element;
  /** Called when it was to be opened and what it is made of can't be fetched. */
  onUnavailable(): void;
  /** Made of MenuGroup, MenuLink, MenuAction and MenuChoice. */
  children: JSX.Element;
}

type Parts = typeof import('./menu-parts');

const [parts, setParts] = createSignal<Parts>();

/** Fetches what menus are made of: a third as much again as the first page, which needs none of it. */
export async function loadMenus(): Promise<void> {
  if (parts()) return;
  const loaded = await import('./menu-parts');
  // To read them and to make one of them are a task each.
  await new Promise((resolve) => setTimeout(resolve));
  setParts(loaded);
}

/** A button that opens a menu beneath it. */
export function Menu(props: MenuProps) {
  const [isWanted, setWanted] = createSignal(false);
  const [button, setButton] = createSignal<HTMLButtonElement>();
  let isPreparing = false;
  const prepare = () => {
    if (isPreparing) return;
    isPreparing = true;
    // The press is to be seen first: to ask for files takes longer.
    oncePainted(() =>
      loadMenus().catch(() => {
        if (isWanted()) props.onUnavailable();
        setWanted(false);
        isPreparing = false;
      }),
    );
  };
  const want = () => {
    setWanted(true);
    prepare();
  };
  return (
    <>
      <button
        ref={setButton}
        type="button"
        aria-label={props.label}
        aria-haspopup="true"
        aria-expanded="false"
        class="grid min-h-11 min-w-11 place-items-center rounded-full hover:bg-hover aria-expanded:bg-hover"
        // Until the parts are here and take over. On the way to the button is early enough, most times; a finger is heard first, and
        // to read the code while it rests would keep its click waiting.
        onPointerEnter={({ pointerType }) => pointerType !== 'touch' && prepare()}
        onFocus={prepare}
        onPointerDown={({ button, pointerType }) => button === 0 && pointerType !== 'touch' && want()}
        onPointerCancel={() => setWanted(false)}
        onClick={want}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          want();
        }}
      >
        {props.button}
      </button>
      <Show when={button() && parts()}>
        {(loaded) => (
          <Dynamic component={loaded().MenuPanel} button={button() as HTMLButtonElement} isWanted={isWanted()}>
            {props.children}
          </Dynamic>
        )}
      </Show>
    </>
  );
}

/** Lines that belong together, and what they are about. */
export function MenuGroup(props: { label: JSX.Element; children: JSX.Element }) {
  return <Dynamic component={parts()?.MenuGroup} {...props} />;
}

/** A line that leads to another screen. */
export function MenuLink(props: { href: string; children: JSX.Element }) {
  return <Dynamic component={parts()?.MenuLink} {...props} />;
}

/** A line that does something, once the menu is gone. */
export function MenuAction(props: { onSelect(): void; children: JSX.Element }) {
  return <Dynamic component={parts()?.MenuAction} {...props} />;
}

interface MenuChoiceProps<Value extends string> {
  legend: string;
  value: Value;
  onChange(value: Value): void;
  choices: readonly { value: Value; label: string }[];
}

/** One of a few, at once; the menu stays, so that one can look and choose again. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  return (
    <Dynamic
      component={parts()?.MenuChoice}
      legend={props.legend}
      value={props.value}
      onChange={(value) => props.onChange(value as Value)}
      choices={props.choices}
    />
  );
}
