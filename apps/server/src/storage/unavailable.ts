/** Codes of postgres.js, of sockets, and SQLSTATE classes 08 (connection), 53 (resources) and 57P (shutdown). */
const codes =
  /^(CONNECT_TIMEOUT|CONNECTION_\w+|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|08\w{3}|53\w{3}|57P\w{2})$/;

/** True when the database could not be asked, rather than having answered no. Looks through what an error was caused by. */
export function isUnavailable(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    const { code } = each as { code?: unknown };
    if (typeof code === 'string' && codes.test(code)) return true;
  }
  return false;
}
