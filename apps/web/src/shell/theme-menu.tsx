import { For } from 'solid-js';
import { Menu, menuItem } from '../ui/menu';
import { setTheme, theme, themes } from './theme';
import { words } from './words';

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  return (
    <Menu
      label={words.theme}
      button={
        <svg aria-hidden="true" viewBox="0 0 20 20" class="size-5">
          <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6" />
          <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
        </svg>
      }
    >
      <fieldset>
        <legend class="px-3 py-1.5 text-sm text-soft">{words.theme}</legend>
        <For each={themes}>
          {(each) => (
            <label class={`${menuItem} has-focus-visible:outline-2 has-focus-visible:outline-accent`}>
              <input
                type="radio"
                name="theme"
                class="size-4 accent-accent outline-none"
                value={each}
                checked={theme() === each}
                onChange={() => setTheme(each)}
              />
              {words.themes[each]}
            </label>
          )}
        </For>
      </fieldset>
    </Menu>
  );
}
