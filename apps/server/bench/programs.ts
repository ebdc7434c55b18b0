/** Programs that references are made of, and what brings them on Debian. */
const packages = {
  wrk: 'wrk',
  nginx: 'nginx-light',
  django: 'python3-django gunicorn python3-psycopg2',
} as const;

export type Program = keyof typeof packages;

/** Debian's own, which has Debian's Django: the first `python3` of the path may be another. */
export const python = '/usr/bin/python3';

/** Outside the path of ordinary users. */
export function nginxProgram(): string | null {
  return Bun.which('nginx') ?? Bun.which('/usr/sbin/nginx');
}

const isThere: Record<Program, () => boolean> = {
  wrk: () => Bun.which('wrk') !== null,
  nginx: () => nginxProgram() !== null,
  django: () =>
    Bun.which(python) !== null &&
    Bun.spawnSync([python, '-c', 'import django, gunicorn, psycopg2'], { stderr: 'ignore' }).success,
};

/** The packages to install before these programs are all there; null when they are. */
export function missingPackages(programs: readonly Program[]): string | null {
  const missing = programs.filter((program) => !isThere[program]()).map((program) => packages[program]);
  return missing.length > 0 ? missing.join(' ') : null;
}
