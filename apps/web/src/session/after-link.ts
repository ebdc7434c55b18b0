/** What a link in a mail was for. */
export type Linked = 'verified' | 'changed';

/** Where a link that was sent by mail leads in the end; `error` joins it when the link was no good. */
export const afterLink = (what: Linked): string => `/settings/account?link=${what}`;
