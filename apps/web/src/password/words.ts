export const words = {
  forgot: {
    title: 'Forgot your password?',
    lead: 'Type your e-mail address. If it has an account here, a link to choose a new password is on its way.',
    email: 'E-mail address',
    submit: 'Send the link',
    sentTitle: 'Look into your mail',
    sent: (email: string) => `If ${email} has an account here, a link is on its way. It works for an hour.`,
    back: 'Back to signing in',
  },
  reset: {
    title: 'Choose a new password',
    lead: 'Every other session of your account ends with it.',
    password: 'New password',
    hint: 'At least 8 characters.',
    show: 'Show password',
    submit: 'Save the password',
    done: 'Saved. Sign in with your new password.',
    expiredTitle: 'This link no longer works',
    expired: 'It has expired or was used before.',
    again: 'Send a new link',
  },
};
