import { userInfo } from 'node:os';

/** Who gives the command, as the machine knows them. */
export function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number without a name.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
