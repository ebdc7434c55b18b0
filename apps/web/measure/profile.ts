import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumOptions } from '../e2e/chromium';
import type { PopulatedSite } from '../e2e/populated-site';

/** A Chromium that another program may steer by a port. */
export interface Profile extends AsyncDisposable {
  port: number;
}

/** Starts one whose pages, whoever opens them, are those of someone with this state. */
export async function openProfile(state?: PopulatedSite['memberState']): Promise<Profile> {
  const directory = await mkdtemp(join(tmpdir(), 'visage-measure-'));
  const remove = () => rm(directory, { recursive: true, force: true });
  const options = chromiumOptions();
  const args = [...options.args, '--remote-debugging-port=0'];
  try {
    const context = await chromium.launchPersistentContext(directory, {
      ...options,
      args,
      // Whoever steers it sets the size it wants.
      viewport: null,
    });
    const close = () => context.close().finally(remove);
    try {
      if (state) await context.setStorageState(state);
      // Chromium writes it as soon as it listens.
      const [port] = (await readFile(join(directory, 'DevToolsActivePort'), 'utf8')).split('\n');
      return { port: Number(port), [Symbol.asyncDispose]: close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}
