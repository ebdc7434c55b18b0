import { APIError } from 'better-auth/api';

/** Those that were found most often where passwords have leaked: some fifty thousand, of which 18,000 are long enough to be chosen. */
const file = '@zxcvbn-ts/language-common/src/passwords.json';

/** True for a password that guessing starts with, in whatever case. Rejects when the list can’t be read just now. */
export async function isCommon(password: string): Promise<boolean> {
  // Read each time, as text in lower case: passwords are chosen seldom, and nothing is kept of a reading that failed.
  const list = await Bun.file(new URL(import.meta.resolve(file))).text();
  // In quotes, as it would stand in the list: part of another is none.
  return list.includes(JSON.stringify(password.toLowerCase()));
}

const shortest = 8;

/** Where a password is chosen, and the field it comes in. */
const chosenIn: Record<string, string> = {
  '/sign-up/email': 'password',
  '/change-password': 'newPassword',
  '/reset-password': 'newPassword',
};

/** Against a list that comes with Visage (ASVS 2.1.7): no service is told, or asked, what anyone types. */
export async function refuseCommonPasswords(
  path: string,
  body: Record<string, unknown> | null | undefined,
): Promise<void> {
  const chosen = body?.[chosenIn[path] ?? ''];
  if (typeof chosen !== 'string' || chosen.length < shortest || !(await isCommon(chosen))) return;
  throw new APIError('BAD_REQUEST', {
    code: 'PASSWORD_TOO_COMMON',
    message: 'Many people use this password, so it is guessed first. Choose another.',
  });
}
