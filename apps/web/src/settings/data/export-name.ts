/** The name of a file that holds all about someone, with the day it was made, in the person's own time. */
export function exportName(handle: string, at: Date): string {
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0'));
  return `visage-${handle}-${day.join('-')}.json`;
}
