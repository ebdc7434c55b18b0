/** Names under which changes are announced (drizzle/0003_change_notices.sql): of a user, their id; of what leads to one, as in the URL. */

export function handleName(handle: string): string {
  return `@${handle}`;
}

export function externalName(externalId: string): string {
  return `ext:${externalId}`;
}
