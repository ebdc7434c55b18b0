import { createSignal } from 'solid-js';
import { whenIdle } from '../ui/when-idle';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Kept in step with public/early.js, which applies it before the first paint. */
const storageKey = 'visage-theme';

/** Behind every screen; as in app.css and index.html. */
const ground = { light: '#faf9f7', dark: '#141417' };

const [theme, setSignal] = createSignal<Theme>(stored());

export { theme };

export function setTheme(next: Theme): void {
  setSignal(next);
  // What was pressed says so first: a slow phone takes a while over every colour of the page.
  whenIdle(() => switchTo(theme()), 200);
  try {
    if (next === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, next);
  } catch {
    // Storage may be closed; the choice then lasts as long as the page.
  }
}

// Chosen in another tab, it is chosen here.
addEventListener('storage', ({ key }) => {
  if (key !== storageKey && key !== null) return;
  setSignal(stored());
  apply(theme());
});

/** All at once: colours that fade, each at its own pace, look like a defect and hold up a slow phone. */
function switchTo(chosen: Theme): void {
  const { dataset } = document.documentElement;
  dataset.switching = '';
  requestAnimationFrame(() => requestAnimationFrame(() => delete dataset.switching));
  apply(chosen);
}

/** As early.js does before the first paint, and the browser's own bars with it. */
function apply(chosen: Theme): void {
  const { dataset } = document.documentElement;
  if (chosen === 'system') delete dataset.theme;
  else dataset.theme = chosen;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes('dark') ? 'dark' : 'light';
    meta.content = ground[chosen === 'system' ? own : chosen];
  }
}

function stored(): Theme {
  try {
    return themes.find((each) => each === localStorage.getItem(storageKey)) ?? 'system';
  } catch {
    return 'system';
  }
}
