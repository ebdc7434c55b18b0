// Applies the theme a person chose before anything is painted. Kept in step with src/shell/theme.ts.
(() => {
  try {
    const theme = localStorage.getItem('visage-theme');
    if (theme !== 'light' && theme !== 'dark') return;
    document.documentElement.dataset.theme = theme;
    const ground = { light: '#faf9f7', dark: '#141417' }[theme];
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = ground;
  } catch {
    // Storage may be closed; the system's theme does then.
  }
})();
