import { Menu, MenuChoice } from '../ui/menu';
import { toast } from '../ui/toasts';
import { setTheme, theme, themes } from './theme';
import { words } from './words';

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  return (
    <Menu
      onUnavailable={() => toast({ message: words.menuMissing, tone: 'bad' })}
      label={words.theme}
      button={
        <svg aria-hidden="true" viewBox="0 0 20 20" class="size-5">
          <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6" />
          <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
        </svg>
      }
    >
      <MenuChoice
        legend={words.theme}
        value={theme()}
        onChange={setTheme}
        choices={themes.map((value) => ({ value, label: words.themes[value] }))}
      />
    </Menu>
  );
}
