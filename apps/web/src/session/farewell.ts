const storageKey = 'visage-farewell';

/** One sentence for the page that follows the last one of an account: that page is loaded anew and remembers nothing else. */
export const farewell = {
  leave(): void {
    try {
      sessionStorage.setItem(storageKey, '1');
    } catch {
      // Storage may be closed; the page then says nothing.
    }
  },
  /** True once. */
  take(): boolean {
    try {
      const isLeft = sessionStorage.getItem(storageKey) !== null;
      sessionStorage.removeItem(storageKey);
      return isLeft;
    } catch {
      return false;
    }
  },
};
