import type { Page } from 'playwright-core';
import type { Screen } from './screen';

/** One script of a first load. */
export interface Script {
  path: string;
  /** Gzipped, as the server sends it to who names no other encoding. */
  bytes: number;
}

/** Bytes of gzipped script that a first load may cost; SPEC section 8. */
export const mostScript = 100_000;

/** Every script that comes when a screen is the first that someone sees, until all is quiet. */
export async function scriptsOf(page: Page, { path }: Pick<Screen, 'path'>): Promise<Script[]> {
  const urls = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') urls.add(request.url());
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  return Promise.all([...urls].map(async (url) => ({ path: new URL(url).pathname, bytes: await gzippedSize(url) })));
}

export const bytesOf = (scripts: readonly Script[]) => scripts.reduce((sum, { bytes }) => sum + bytes, 0);

/** What a screen needs beyond those of another; none, where its route is not split off. */
export function scriptsBeyond(others: readonly Script[], scripts: readonly Script[]): Script[] {
  const known = new Set(others.map(({ path }) => path));
  return scripts.filter(({ path }) => !known.has(path));
}

async function gzippedSize(url: string): Promise<number> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' }, decompress: false });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.arrayBuffer()).byteLength;
}
