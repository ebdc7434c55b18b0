let configured: string | undefined;

/** Where Visage runs, for every `<profile-picture>` that doesn't say so itself; before or after they are on the page. */
export function setBase(baseUrl: string): void {
  configured = baseUrl.replace(/\/+$/, '');
}

/** Where to ask for an element's picture: what it says, then what the page has configured, then the address of this very file. */
export function baseOf(element: Element): string {
  const own = element.getAttribute('base')?.replace(/\/+$/, '');
  return own ?? configured ?? fromAddress(import.meta.url);
}

/**
 * A copy of this file on a site may be told by its address, `element.js?base=https://…`. As a part of a larger bundle it is told
 * nothing, and then the page's own origin is meant.
 */
export function fromAddress(address: string | undefined): string {
  if (!address || !URL.canParse(address)) return '';
  return new URL(address).searchParams.get('base')?.replace(/\/+$/, '') ?? '';
}
