/**
 * The whole environment of PostgreSQL's programs: nothing of ours leaks in, and no PGDATA or LANG of the shell changes
 * what they do. Naming the time zone spares initdb the comparison of all of them. On Windows, which needs its own
 * variables, undefined: inherit.
 */
export function postgresEnvironment(): Record<string, string> | undefined {
  return process.platform === 'win32' ? undefined : { LC_ALL: 'C', TZ: 'UTC' };
}
