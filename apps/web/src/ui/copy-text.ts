/** Copies a text; where that is refused, or a page without https has no clipboard at all, selects it in `source`, so that one key copies it. */
export async function copyText(text: string, source: HTMLElement | null | undefined): Promise<'copied' | 'selected'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    source?.focus();
    if (source) getSelection()?.selectAllChildren(source);
    return 'selected';
  }
}
