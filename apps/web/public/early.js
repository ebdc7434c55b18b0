// What can't wait for the app. Runs before anything is painted.

// The theme that a person chose. Kept in step with src/shell/theme.ts.
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

// What the screen will ask for, which comes while the app does. Whatever is asked for in other words is only asked for twice: the app asks
// in one batch what its first screen needs at once (src/session/session.ts, the preloads in src/app.tsx), and e2e/loading.ts says whether that is this.
(() => {
  const nothing = {};
  const { pathname, search } = location;
  const handle = /^\/@([^/]+)$/.exec(pathname)?.[1];
  let calls = [];
  try {
    // As src/session/sign-in-hint.ts has it.
    if (localStorage.getItem('visage-signed-in') !== null) calls = [['profile.me', nothing]];
    if (pathname === '/people' && search === '') calls.push(['profile.list', { search: '', cursor: null }]);
    else if (handle) calls.push(['profile.get', { handle: decodeURIComponent(handle) }]);
    else if (pathname === '/me')
      calls = calls.length > 0 ? [...calls, ['picture.history', nothing], ['site.settings', nothing]] : [];
    else if (pathname !== '/') return;
  } catch {
    return;
  }
  if (calls.length === 0) return;
  const names = calls.map(([name]) => name).join(',');
  const inputs = Object.fromEntries(calls.flatMap(([, input], index) => (input === nothing ? [] : [[index, input]])));
  const link = document.createElement('link');
  Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous' });
  link.href = `/trpc/${names}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
  document.head.append(link);
})();
