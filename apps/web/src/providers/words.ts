/** What went wrong on the way back from another site, by the code that the address has. */
const elsewhere: Record<string, string> = {
  access_denied: 'You are not signed in: nothing was shared with this site. Try again when you are ready.',
  account_not_linked:
    'There is an account with your address here, but the address was never verified, so it may not be yours. Sign in with its password, or choose a new one by “Forgot your password?”, and verify the address under Settings. After that, this works too.',
  email_not_found:
    'That account has no verified e-mail address. Verify one there and try again, or use a password here.',
  state_mismatch: 'That took too long, or was begun in another window. Try again.',
  state_not_found: 'That took too long, or was begun in another window. Try again.',
  too_many_accounts: 'Many accounts were made from your network just now. Try again later.',
};

export const words = {
  elsewhere,
  elsewhereFailed: 'Signing in there didn’t work. Try again in a moment.',
  goOnWith: { github: 'Continue with GitHub', google: 'Continue with Google' },
  newElsewhere:
    'If you are new here, this makes you a profile that anyone can see. You can close it to others at once.',
};
