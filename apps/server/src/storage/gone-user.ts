/** True when a row could not be kept because the user it belongs to is gone. Looks through what an error was caused by. */
export function isGoneUser(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    const { constraint_name } = each as { constraint_name?: unknown };
    if (typeof constraint_name === 'string' && constraint_name.endsWith('_user_id_user_id_fk')) return true;
  }
  return false;
}
