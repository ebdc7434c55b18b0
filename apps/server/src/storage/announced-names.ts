/** Names under which changes are announced (drizzle/0003_change_notices.sql): of a user, their id; of what leads to one, as in the URL. */

export function handleName(handle: string): string {
  return `@${handle}`;
}

export function externalName(externalId: string): string {
  return `ext:${externalId}`;
}

/** Of an address: MD5 or SHA-256 in hex. */
export function hashName(hash: string): string {
  return `hash:${hash}`;
}

/** Of a row of the table `alias`. */
export function aliasName(kind: string, name: string): string {
  return kind === 'handle' ? handleName(name) : `${kind}:${name}`;
}
