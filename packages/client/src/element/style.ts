/** Everything here yields to the page's own rules for `profile-picture`. */
const rules = `
:host { display: inline-block; position: relative; overflow: hidden; border-radius: 50%; vertical-align: middle }
:host([hidden]) { display: none }
::slotted(img) { display: block; position: relative; object-fit: cover }
canvas { position: absolute; inset: 0; width: 100%; height: 100%; background: #8883 }
canvas[hidden] { display: none }`;

let sheet: CSSStyleSheet | undefined;

/** Constructed, not written into the page: a strict content security policy lets it be. */
export function adoptStyle(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
  }
  root.adoptedStyleSheets = [sheet];
}
