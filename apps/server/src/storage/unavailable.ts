/** Of postgres.js, and of sockets and the look-up of names on the way to the database. */
const onTheWay =
  /^(CONNECT_TIMEOUT|CONNECTION_\w+|ECONN\w+|EPIPE|ENOENT|ENOTFOUND|EAI_\w+|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|EADDRNOTAVAIL|E[MN]FILE)$/;
/**
 * SQLSTATE classes 08 (connection), 53 (resources: too many clients, disk full, out of memory) and 57P (starting, stopping), and a database
 * that takes no writes, as one does that has become a standby.
 */
const said = /^(08\w{3}|53\w{3}|57P\w{2}|25006)$/;
/** With these the database ends the connection, or never lets it begin: it has not looked at what was asked. */
const ended = new Set<unknown>(['FATAL', 'PANIC']);

/** True when the database could not be asked, rather than having answered no. Looks through what an error was caused by. */
export function isUnavailable(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    const { code, severity } = each as { code?: unknown; severity?: unknown };
    if (typeof code === 'string' && (onTheWay.test(code) || said.test(code))) return true;
    if (ended.has(severity)) return true;
  }
  return false;
}
