import { words } from './words';

/** What the address of a page says went wrong elsewhere, in words; nothing that the address itself would like to have said. */
export function providerProblem(error: string | string[] | undefined): string | undefined {
  // Other codes are of links in mails.
  if (typeof error !== 'string' || !/^[a-z_]+$/.test(error)) return undefined;
  return Object.hasOwn(words.elsewhere, error) ? words.elsewhere[error] : words.elsewhereFailed;
}
