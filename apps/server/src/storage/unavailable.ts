/** Of postgres.js, and of sockets and the look-up of names on the way to the database. */
const onTheWay =
  /^(CONNECT_TIMEOUT|CONNECTION_\w+|ECONN\w+|EPIPE|ENOTFOUND|EAI_\w+|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|EADDRNOTAVAIL)$/;
/** Of a socket that is not there, or can't be had; but of files, too, which are no database's. */
const ofSocket = /^(ENOENT|E[MN]FILE)$/;
const socketCalls = /^(connect|socket)$/;
/**
 * SQLSTATE classes 08 (connection), 53 (resources: too many clients, disk full, out of memory) and 57P (starting, stopping), and a database
 * that takes no writes, as one does that has become a standby.
 */
const said = /^(08\w{3}|53\w{3}|57P\w{2}|25006)$/;
/** With these the database ends the connection, or never lets it begin: it has not looked at what was asked. */
const ended = new Set<unknown>(['FATAL', 'PANIC']);

/** SQLSTATE read_only_sql_transaction, and insufficient_privilege. */
const refusals = /^(25006|42501)$/;

/** What the database calls an error, as far as it does. */
interface Named {
  code?: unknown;
  severity?: unknown;
  /** Of the system, what failed. */
  syscall?: unknown;
}

/** True when the database could not be asked, rather than having answered no. */
export function isUnavailable(error: unknown): boolean {
  return (
    causeOf(error, ({ code, severity, syscall }) => {
      const named = typeof code === 'string' && (onTheWay.test(code) || said.test(code));
      const noSocket = ofSocket.test(`${code}`) && socketCalls.test(`${syscall}`);
      return named || noSocket || ended.has(severity);
    }) !== null
  );
}

/** What the database says when it takes no such change: a replica, or a role without the right; null for anything else. */
export function refusalOf(error: unknown): string | null {
  const refused = causeOf(error, ({ code }) => typeof code === 'string' && refusals.test(code));
  return refused?.message ?? null;
}

/** Looks through what an error was caused by. */
function causeOf(error: unknown, isMeant: (each: Named) => boolean): Error | null {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if (isMeant(each as Named)) return each;
  }
  return null;
}
