/**
 * Copies a text; where that is refused, or a page without https has no clipboard at all, selects it in `source`, so that one key copies it:
 * `'neither'` where nothing shows it.
 */
export async function copyText(
  text: string,
  source: HTMLElement | null | undefined,
): Promise<'copied' | 'selected' | 'neither'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    if (!source) return 'neither';
    source.focus();
    getSelection()?.selectAllChildren(source);
    return 'selected';
  }
}
