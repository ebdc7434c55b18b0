import { join } from 'node:path';
import { type Answer, ownHeaders, writeFiles } from './answers';
import type { BareAnswer } from './bare-route';
import { startChild } from './child';
import type { ConstantHeaders } from './query-route';
import type { DatabaseVariables } from './stage';

/** A server to hold Visage against. Disposed of, it is gone. */
export interface Reference extends AsyncDisposable {
  url: string;
  /** Where it has the pictures, in the order of ours; none: where Visage has them. */
  paths?: string[];
}

/** The route that answers from a Map, with the bytes and the headers of these answers. */
export async function startBareRoute(answers: readonly Answer[], directory: string): Promise<Reference> {
  await writeFiles(answers, directory);
  const manifest: BareAnswer[] = answers.map(({ path, headers, notModifiedHeaders }) => ({
    path,
    file: join(directory, path),
    etag: headers.etag ?? '',
    headers: ownHeaders(headers),
    notModifiedHeaders: ownHeaders(notModifiedHeaders),
  }));
  return startProgram('bare-route.ts', manifest, directory);
}

/** The route with one query, on the database of these variables, with the constant headers of these answers. */
export async function startQueryRoute(
  answers: readonly Answer[],
  directory: string,
  database: DatabaseVariables,
): Promise<Reference> {
  const [answer] = answers;
  const constant: ConstantHeaders = {
    headers: withoutRow(answer?.headers ?? {}),
    notModifiedHeaders: withoutRow(answer?.notModifiedHeaders ?? {}),
  };
  return startProgram('query-route.ts', constant, directory, database);
}

function withoutRow(headers: Record<string, string>): Record<string, string> {
  const { etag, 'last-modified': _date, 'content-type': _type, ...constant } = ownHeaders(headers);
  return constant;
}

async function startProgram(
  program: string,
  told: unknown,
  directory: string,
  environment: Record<string, string> = {},
): Promise<Reference> {
  const file = join(directory, 'told.json');
  await Bun.write(file, JSON.stringify(told));
  const command = [process.execPath, join(import.meta.dir, program), file];
  const child = await startChild(command, { ready: /^(http:\S+)$/m, on: 'stdout', environment });
  return { url: child.ready[1] ?? '', [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}
