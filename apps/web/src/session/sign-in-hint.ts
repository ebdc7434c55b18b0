const storageKey = 'visage-signed-in';

/** Whether someone was signed in here when last seen. Only a guess: the session itself is in a cookie no script can read. */
export const signInHint = {
  get(): boolean {
    try {
      return localStorage.getItem(storageKey) !== null;
    } catch {
      return false;
    }
  },
  set(isSignedIn: boolean): void {
    try {
      if (isSignedIn) localStorage.setItem(storageKey, '1');
      else localStorage.removeItem(storageKey);
    } catch {
      // Storage may be closed; the server is asked a little more often then.
    }
  },
};
