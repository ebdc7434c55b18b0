/**
 * A file that is dropped where nothing takes it would be opened in the place of the page, and all that was typed be gone. What
 * takes files listens later, and says so then.
 */
export function keepPageWhenFilesDrop(): void {
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
  });
  document.addEventListener('drop', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
}

export const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
