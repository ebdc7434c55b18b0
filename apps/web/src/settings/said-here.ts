import { failureOf } from '../api/failure';

/** What a failure says beside what failed; nothing when the session has ended, which the dialog that asks for the password says. */
export function saidHere(error: Error | null): string | undefined {
  if (!error) return undefined;
  const { kind, message } = failureOf(error);
  return kind === 'unauthenticated' ? undefined : message;
}
