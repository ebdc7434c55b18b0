export const words = {
  title: 'Welcome back',
  email: 'E-mail address',
  password: 'Password',
  passwordMissing: 'Type your password.',
  show: 'Show password',
  submit: 'Sign in',
  or: 'or',
  passkey: 'Use a passkey',
  forgot: 'Forgot your password?',
  newHere: 'New here?',
  signUp: 'Make your profile',
};
