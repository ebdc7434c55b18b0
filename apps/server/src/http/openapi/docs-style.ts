/** The look of `/docs`, in the colours of the web app. */
export const docsStyle = `
:root { color-scheme: light dark; --canvas: light-dark(#faf9f7, #141417); --surface: light-dark(#fff, #1c1c20);
  --sunken: light-dark(#f2f0ec, #101013); --line: light-dark(#e5e2dc, #303036); --ink: light-dark(#1b1a18, #f2f1ef);
  --soft: light-dark(#5c5952, #aeacb0); --accent: light-dark(#0b6b50, #5fd0a5); --tint: light-dark(#e4f1ec, #17322a); }
* { box-sizing: border-box; }
html { scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--canvas); color: var(--ink); font: 1rem/1.6 ui-sans-serif, system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
code, pre { font: .875em/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { overflow-wrap: anywhere; }
p { max-width: 44rem; }
.page { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 6rem; }
nav { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: .75rem 1rem; }
nav summary { font-weight: 600; cursor: pointer; padding: .25rem 0; }
nav h2 { font-size: .8125rem; color: var(--soft); margin: 1rem 0 .25rem; font-weight: 600; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; padding: .25rem 0; text-decoration: none; color: var(--ink); font-size: .875rem; overflow-wrap: anywhere; }
nav li a:hover { color: var(--accent); text-decoration: underline; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.02em; }
main > section > h2 { font-size: 1.375rem; margin: 3.5rem 0 0; }
.soft { color: var(--soft); }
article { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; margin-top: 1rem; }
article h3 { margin: 0; font-size: 1.0625rem; line-height: 1.4; }
article h3 a { color: inherit; text-decoration: none; }
article h3 a:hover { text-decoration: underline; }
.route { margin: .5rem 0 0; display: flex; gap: .625rem; align-items: baseline; }
.method { background: var(--tint); color: var(--accent); border-radius: 6px; padding: .0625rem .5rem; font-weight: 600; font-size: .75rem; }
h4 { margin: 1.25rem 0 .375rem; font-size: .875rem; }
pre { background: var(--sunken); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; margin: .75rem 0 0;
  overflow-x: auto; user-select: all; }
dl { margin: 0; }
dl > div { display: grid; grid-template-columns: minmax(0, 11rem) minmax(0, 1fr); gap: 1rem; padding: .4375rem 0; border-top: 1px solid var(--line); font-size: .875rem; }
dl > div:first-child { border-top: 0; }
dt { font-weight: 500; overflow-wrap: anywhere; }
dd { margin: 0; overflow-wrap: anywhere; }
article details { margin-top: 1rem; }
article summary { cursor: pointer; font-size: .875rem; font-weight: 600; padding: .25rem 0; }
@media (max-width: 59.99rem) { nav { margin-bottom: 2rem; } }
@media (max-width: 30rem) { dl > div { grid-template-columns: 1fr; gap: .125rem; } }
@media (min-width: 60rem) {
  .page { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 3rem; padding: 3rem 2rem 8rem; align-items: start; }
  nav details::details-content { content-visibility: visible; display: block; block-size: auto; }
  nav summary { list-style: none; pointer-events: none; }
  nav { position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto; }
}
`;
