import { setTheme, type Theme, theme, themes } from '../../shell/theme';
import type { IconName } from '../../ui/icon';
import { RadioCards } from '../../ui/radio-cards';
import { words } from './words';

const icons = { system: 'screen', light: 'sun', dark: 'moon' } as const satisfies Record<Theme, IconName>;

/** Each choice shows at once; there is nothing to save. */
export function AppearanceSection() {
  return (
    <div class="grid grid-cols-1 gap-3">
      <RadioCards
        legend={words.theme}
        name="theme-setting"
        value={theme()}
        onChange={setTheme}
        choices={themes.map((value) => ({ value, icon: icons[value], ...words.themes[value] }))}
      />
      <p class="text-sm text-soft">{words.here}</p>
    </div>
  );
}
