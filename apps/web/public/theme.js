// Applies the theme a person chose before anything is painted. Kept in step with src/shell/theme.ts.
(() => {
  try {
    const theme = localStorage.getItem('visage-theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be closed; the system's theme does then.
  }
})();
