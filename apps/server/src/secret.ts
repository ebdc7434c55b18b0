import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError } from './env';
import { writePrivateFile } from './storage/embedded/private-file';

/** The secret that signs sessions, made once and kept in `dataDir`, for its owner's eyes only. */
export async function keptSecret(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'auth-secret');
  const file = Bun.file(path);
  if (await file.exists()) {
    const kept = (await file.text()).trim();
    if (kept.length < 32)
      throw new SettingsError([`${path} holds no secret of 32 characters. Delete it, and one is made anew.`]);
    return kept;
  }
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  writePrivateFile(path, `${secret}\n`);
  return secret;
}
