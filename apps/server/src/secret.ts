import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from './storage/embedded/private-file';

/** The secret that signs sessions, made once and kept in `dataDir`, for its owner's eyes only. */
export async function keptSecret(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'auth-secret');
  const file = Bun.file(path);
  if (await file.exists()) return (await file.text()).trim();
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  writePrivateFile(path, `${secret}\n`);
  return secret;
}
