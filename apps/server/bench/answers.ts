import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { untilInterrupted } from './interruption';
import { type Load, writeList } from './wrk';

/** `full`: the client holds nothing, and gets 200. `held`: it holds what there is, and gets 304. */
export type Kind = 'full' | 'held';

/** What a server says at one path, to a client that holds nothing and to one that holds that. */
export interface Answer {
  path: string;
  bytes: Uint8Array;
  headers: Record<string, string>;
  notModifiedHeaders: Record<string, string>;
}

const atOnce = 16;

/** Asks for each path twice, the second time with the validator of the first answer. Anything but 200 and then 304 is an error. */
export async function readAnswers(url: string, paths: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < paths.length; from += atOnce) {
    const some = paths.slice(from, from + atOnce).map((path) => readAnswer(url, path));
    answers.push(...(await untilInterrupted(Promise.all(some))));
  }
  return answers;
}

async function readAnswer(url: string, path: string): Promise<Answer> {
  const full = await expect(200, `${url}${path}`, {});
  const headers = Object.fromEntries(full.headers);
  const [name, value] = condition(headers);
  const held = await expect(304, `${url}${path}`, { [name]: value });
  return { path, bytes: await full.bytes(), headers, notModifiedHeaders: Object.fromEntries(held.headers) };
}

async function expect(status: number, url: string, headers: Record<string, string>): Promise<Response> {
  const answered = await fetch(url, { headers, redirect: 'manual' });
  if (answered.status !== status) throw new Error(`${url} answered ${answered.status}, not ${status}`);
  return answered;
}

/** The header with which a client asks again: by tag where it was given one, else by date. */
function condition(headers: Record<string, string>): [name: string, value: string] {
  if (headers.etag !== undefined) return ['If-None-Match', headers.etag];
  return ['If-Modified-Since', headers['last-modified'] ?? ''];
}

/** What wrk is to ask for, so that it gets such answers. */
export function writeLoad(url: string, answers: readonly Answer[], kind: Kind, directory: string): Promise<Load> {
  const requests = answers.map(
    ({ path, headers }) => (kind === 'full' ? [path] : [path, ...condition(headers)]) as [string, string?, string?],
  );
  return writeList(url, requests, directory);
}

/** Writes the bodies at `<directory><path>`: what nginx serves, and what other references read. */
export async function writeFiles(answers: readonly Answer[], directory: string): Promise<void> {
  for (const { path, bytes } of answers) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    await Bun.write(join(directory, path), bytes);
  }
}

/** A reference that sends other bytes would be no reference. */
export function requireSameBodies(ours: readonly Answer[], reference: readonly Answer[]): void {
  for (const [index, { path, bytes }] of ours.entries()) {
    const other = reference[index]?.bytes;
    if (!other || Buffer.compare(bytes, other) !== 0) throw new Error(`The reference sends other bytes for ${path}`);
  }
}

/** Of an answer, the headers that are the picture route's, not the connection's or the moment's. */
export function ownHeaders(headers: Record<string, string>): Record<string, string> {
  const others = ['date', 'content-length', 'connection', 'keep-alive', 'transfer-encoding', 'server'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !others.includes(name)));
}
