/** Hands a text to the browser to be saved under this name. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: browsers start to read it a little after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
