/** Where someone signed in or out: on this page, or on another of this browser. */
type Where = 'here' | 'elsewhere';

const listeners = new Set<(where: Where) => void>();
const channel = new BroadcastChannel('visage-session');
const tell = (where: Where) => {
  for (const listener of listeners) listener(where);
};
channel.onmessage = () => tell('elsewhere');

/** Someone has signed in or out on this page: the cookie, which all pages share, is another. */
export function sessionHasChanged(): void {
  channel.postMessage(null);
  tell('here');
}

/** Answers how to stop listening. */
export function onSessionChange(listener: (where: Where) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
