import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { writePrivateFile } from './private-file';
import { errorCode } from './processes';

/** How to reach an embedded PostgreSQL, in the words of postgres.js: `postgres(connection)`. */
export interface EmbeddedConnection {
  /** An absolute directory that holds the Unix socket, or 127.0.0.1. */
  host: string;
  port: number;
  username: string;
  password: string;
  database: string;
}

const LOGIN_SECONDS = 5;
const CANNOT_CONNECT_NOW = '57P03';

/**
 * The connection to the PostgreSQL of a Visage that runs on this data directory now, for a second program (an
 * operator's command); null when none runs. Only the user who runs Visage can read it.
 *
 * @throws postgres.PostgresError when the server runs but lets nobody in
 */
export async function runningConnection(dataDir: string): Promise<EmbeddedConnection | null> {
  const connection = savedConnection(dataDir);
  if (connection === null) return null;
  try {
    await logIn(connection);
    return connection;
  } catch (cause) {
    // Nobody listens there, or one that is on its way out: the file is what a killed Visage left.
    if (cause instanceof postgres.PostgresError && cause.code !== CANNOT_CONNECT_NOW) throw cause;
    return null;
  }
}

/** Logs in and out again. */
export async function logIn(connection: EmbeddedConnection): Promise<void> {
  const sql = postgres({
    ...connection,
    max: 1,
    fetch_types: false,
    connect_timeout: LOGIN_SECONDS,
    onnotice: () => {},
  });
  try {
    await sql`select 1`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The connection of the last start on this data directory, which may have ended since. */
export function savedConnection(dataDir: string): EmbeddedConnection | null {
  try {
    return JSON.parse(readFileSync(connectionFile(dataDir), 'utf8')) as EmbeddedConnection;
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return null;
    throw cause;
  }
}

export function saveConnection(dataDir: string, connection: EmbeddedConnection): void {
  writePrivateFile(connectionFile(dataDir), `${JSON.stringify(connection)}\n`);
}

export function connectionFile(dataDir: string): string {
  return join(resolve(dataDir), 'postgres.connection.json');
}
