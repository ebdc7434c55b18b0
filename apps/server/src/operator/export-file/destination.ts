import { closeSync, fstatSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandError } from '../command';
import type { Write } from './write';

/** Where an export goes. After `done` it is there, and whole; after `drop` nothing is. */
export interface Destination {
  write: Write;
  done(): void;
  drop(): void;
}

/** A file, or with `-` standard output. */
export function destination(path: string, sync = syncDirectory): Destination {
  return path === '-' ? toStandardOutput() : toFile(path, sync);
}

/** Written beside the file and renamed when it is whole and on the disk. For the operator's eyes only. */
function toFile(path: string, sync: (directory: string) => void): Destination {
  const part = `${path}.part`;
  // What an export that was killed left is taken away, so that this one has the rights of a new file.
  saying(path, () => rmSync(part, { force: true }));
  const file = saying(path, () => openSync(part, 'wx', 0o600));
  const { ino } = fstatSync(file);
  let isOpen = true;
  const close = () => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  // Not where another export to the same name has taken it away.
  const isOurs = () => statSync(part, { throwIfNoEntry: false })?.ino === ino;
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.byteLength; ) at += saying(path, () => writeSync(file, bytes, at));
    },
    done() {
      saying(path, () => fsyncSync(file));
      if (!isOurs()) throw new CommandError(`Another export to ${path} has begun: this one is given up.`);
      saying(path, () => renameSync(part, path));
      close();
      try {
        sync(dirname(path));
      } catch (error) {
        // Not every directory may be read, nor takes every file system this: the file is whole all the same.
        console.error(`${path} is written, but a power cut may still take its name: ${(error as Error).message}.`);
      }
    },
    drop() {
      if (isOurs()) rmSync(part, { force: true });
      close();
    },
  };
}

/** The name, too, outlives a power cut. */
function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

function toStandardOutput(): Destination {
  if (process.stdout.isTTY) throw new CommandError('This is not for a screen: send it into a file or a pipe.');
  // Each write tells its own failure.
  process.stdout.on('error', () => {});
  return {
    write: (bytes) =>
      new Promise((resolve, reject) =>
        process.stdout.write(bytes, (error) => (error ? reject(refused('Standard output', error)) : resolve())),
      ),
    done() {},
    drop() {},
  };
}

function saying<Result>(where: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw refused(where, error as Error);
  }
}

/** What the system refuses is said in its own words: a full disk, a directory that isn't there or is another's. */
function refused(where: string, error: Error): CommandError {
  return new CommandError(`${where} can't be written: ${error.message}. Nothing was exported.`);
}
