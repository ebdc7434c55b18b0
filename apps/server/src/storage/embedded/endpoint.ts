import { chownSync, mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Account } from './launcher';

/** Where PostgreSQL listens: `host` is an absolute socket directory or 127.0.0.1. */
export interface Endpoint {
  host: string;
  port: number;
  /** What PostgreSQL has to be told. */
  settings: Record<string, string>;
}

const SOCKET_PORT = 5432;
/** 107 bytes on Linux, 103 on macOS and the BSDs: `sun_path` less its final zero. */
const LONGEST_SOCKET_PATH = 103;
const TEMPORARY = 'visage-postgres-';

/**
 * Makes a place to listen that no other user of the machine can reach: a Unix socket in a directory of mode 0700,
 * inside the data directory, or in a temporary one where that path does not do or its file system has no sockets; else
 * (Windows) a free port of the loopback interface, guarded by the password alone.
 */
export function makeEndpoint(dataDir: string, owner: Account | null): Endpoint {
  const beside = join(dataDir, 'socket');
  for (const make of process.platform === 'win32' ? [] : [() => makeAfresh(beside), makeTemporary]) {
    const directory = make();
    if (acceptsSockets(directory)) {
      if (owner !== null) chownSync(directory, owner.uid, owner.gid);
      return { host: directory, port: SOCKET_PORT, settings: onSocket(directory) };
    }
    removeEndpoint(directory);
  }
  const port = freePort();
  return { host: '127.0.0.1', port, settings: { listen_addresses: '127.0.0.1', unix_socket_directories: '' } };
}

/** Removes the socket directory of a server of this process that is gone. */
export function removeEndpoint(host: string): void {
  if (host.startsWith('/')) rmSync(host, { recursive: true, force: true });
}

/**
 * Removes the temporary directory that a killed process may have left. Only an empty one: what is written down of it
 * came with the data directory, and if that is a copy, the socket in there is the original's.
 */
export function sweepEndpoint(host: string): void {
  if (!basename(host).startsWith(TEMPORARY)) return;
  try {
    rmdirSync(host);
  } catch {
    // Gone already, or in use.
  }
}

function makeAfresh(directory: string): string {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { mode: 0o700 });
  return directory;
}

function makeTemporary(): string {
  const parent = tmpdir();
  const fits = Buffer.byteLength(socketFile(join(parent, `${TEMPORARY}123456`))) <= LONGEST_SOCKET_PATH;
  return mkdtempSync(join(fits ? parent : '/tmp', TEMPORARY));
}

function socketFile(directory: string): string {
  return join(directory, `.s.PGSQL.${SOCKET_PORT}`);
}

function acceptsSockets(directory: string): boolean {
  const path = socketFile(directory);
  // To PostgreSQL, and to postgres.js, a comma separates two directories.
  if (Buffer.byteLength(path) > LONGEST_SOCKET_PATH || path.includes(',')) return false;
  try {
    Bun.listen({ unix: path, socket: { data() {} } }).stop(true);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(path, { force: true });
  }
}

function onSocket(directory: string): Record<string, string> {
  return { listen_addresses: '', unix_socket_directories: directory, unix_socket_permissions: '0600' };
}

function freePort(): number {
  const probe = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data() {} } });
  const { port } = probe;
  probe.stop(true);
  return port;
}
