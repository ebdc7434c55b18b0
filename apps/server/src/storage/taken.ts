import { Refusal } from '@visage/contract/errors';

/**
 * Rethrows an error as `Refusal` of `handle_taken` or `email_taken` where someone else has what was asked for. The unique index of handles
 * and the trigger that reserves released ones report under one constraint name.
 */
export function refuseTaken(error: unknown): never {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  switch ((cause as { constraint_name?: unknown }).constraint_name) {
    case 'profile_handle_key':
      throw new Refusal('handle_taken', 'This handle is taken.', { fields: { handle: 'This handle is taken.' } });
    case 'user_email_unique':
      throw new Refusal('email_taken', 'This address is taken.', { fields: { email: 'This address is taken.' } });
  }
  throw error;
}
