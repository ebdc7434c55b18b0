/** better-auth's codes in words. */
const codes: Record<string, string> = {
  USER_ALREADY_EXISTS: 'There is an account with this address already.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is an account with this address already.',
  INVALID_EMAIL_OR_PASSWORD: 'Address and password don’t match.',
  INVALID_TOKEN: 'This link has expired or was used before.',
  PASSWORD_TOO_SHORT: 'Use at least 8 characters.',
  PASSWORD_TOO_LONG: 'Use at most 128 characters.',
  PASSWORD_TOO_COMMON: 'Many people use this password, so it is guessed first. Choose another.',
  INVALID_PASSWORD: 'This is not your present password.',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'This account has no password yet. “Forgot your password?” gives it one.',
  PASSKEY_NOT_FOUND: 'This passkey belongs to no account here. It may have been removed.',
  AUTHENTICATION_FAILED: 'This passkey was not accepted. Try again.',
  CHALLENGE_NOT_FOUND: 'That took too long. Try again.',
  EMAIL_ALREADY_VERIFIED: 'This address is verified already.',
  EMAIL_MISMATCH: 'Your address has changed meanwhile. Load the page again.',
};

export const words = {
  codes,
  passkey: {
    unused: 'No passkey was used. Try again when you are ready.',
    known: 'This device has a passkey for your account already.',
  },
  again: {
    title: 'Sign in again',
    why: 'Your session has ended. Nothing you typed is lost.',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    leave: 'Not now',
    elsewhere: 'Sign in another way on another page',
    elsewhereWhy: 'Then come back to this one.',
  },
};
