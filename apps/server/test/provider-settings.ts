/** What operators set. */
export const providerSettings = {
  GITHUB_CLIENT_ID: 'visage-at-github',
  GITHUB_CLIENT_SECRET: 'github-secret',
  GOOGLE_CLIENT_ID: 'visage-at-google',
  GOOGLE_CLIENT_SECRET: 'google-secret',
};
