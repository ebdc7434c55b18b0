import { createSignal } from 'solid-js';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Kept in step with public/theme.js, which applies it before the first paint. */
const storageKey = 'visage-theme';

const [theme, setSignal] = createSignal<Theme>(stored());

export { theme };

export function setTheme(next: Theme): void {
  setSignal(next);
  const { dataset } = document.documentElement;
  // All at once: colours that fade, each at its own pace, look like a defect and hold up a slow phone.
  dataset.switching = '';
  requestAnimationFrame(() => requestAnimationFrame(() => delete dataset.switching));
  if (next === 'system') delete dataset.theme;
  else dataset.theme = next;
  try {
    if (next === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, next);
  } catch {
    // Storage may be closed; the choice then lasts as long as the page.
  }
}

function stored(): Theme {
  try {
    return themes.find((each) => each === localStorage.getItem(storageKey)) ?? 'system';
  } catch {
    return 'system';
  }
}
