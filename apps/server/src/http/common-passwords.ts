import { dictionary } from '@zxcvbn-ts/language-common';
import { APIError } from 'better-auth/api';

/** Those that could be chosen at all, of some fifty thousand that were found most often where passwords have leaked. */
const common = new Set(dictionary['passwords-common'].filter((each) => each.length >= 8));

/** True for a password that guessing starts with, in whatever case. */
export function isCommon(password: string): boolean {
  return common.has(password.toLowerCase());
}

/** Where a password is chosen, and the field it comes in. */
const chosenIn: Record<string, string> = {
  '/sign-up/email': 'password',
  '/change-password': 'newPassword',
  '/reset-password': 'newPassword',
};

/** Against a list that comes with Visage (ASVS 2.1.7): no service is told, or asked, what anyone types. */
export function refuseCommonPasswords(path: string, body: Record<string, unknown> | null | undefined): void {
  const chosen = body?.[chosenIn[path] ?? ''];
  if (typeof chosen !== 'string' || !isCommon(chosen)) return;
  throw new APIError('BAD_REQUEST', {
    code: 'PASSWORD_TOO_COMMON',
    message: 'Many people use this password, so it is guessed first. Choose another.',
  });
}
