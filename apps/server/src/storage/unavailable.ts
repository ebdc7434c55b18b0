/** Codes of postgres.js, of sockets, and SQLSTATE classes 08 (connection), 53 (resources) and 57P (shutdown). */
const codes =
  /^(CONNECT_TIMEOUT|CONNECTION_\w+|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|08\w{3}|53\w{3}|57P\w{2})$/;
/** SQLSTATE read_only_sql_transaction, and insufficient_privilege. */
const refusals = /^(25006|42501)$/;

/** True when the database could not be asked, rather than having answered no. */
export function isUnavailable(error: unknown): boolean {
  return causeWith(error, codes) !== null;
}

/** What the database says when it takes no such change here: a replica, or a role without the right; null for anything else. */
export function refusalOf(error: unknown): string | null {
  return causeWith(error, refusals)?.message ?? null;
}

/** Looks through what an error was caused by. */
function causeWith(error: unknown, wanted: RegExp): Error | null {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    const { code } = each as { code?: unknown };
    if (typeof code === 'string' && wanted.test(code)) return each;
  }
  return null;
}
