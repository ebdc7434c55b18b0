import { drawPlaceholder } from './drawing/placeholder';
import { SettingsError } from './env';
import { placeholderSize, renderPlaceholder } from './imaging/placeholder';

/** The placeholder image: the operator's file, or the one we draw. Throws `SettingsError` for a file that is no image. */
export async function loadPlaceholder(file: string | null): Promise<Uint8Array<ArrayBuffer>> {
  if (file === null) return renderPlaceholder(drawPlaceholder(placeholderSize));
  try {
    return await renderPlaceholder(await Bun.file(file).bytes());
  } catch {
    throw new SettingsError([`PLACEHOLDER_FILE must be a readable image, and ${file} is not.`]);
  }
}
