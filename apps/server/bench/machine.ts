import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { findBinaries } from '../src/storage/embedded/binaries';
import { nginxProgram, python } from './programs';

/** What the figures were measured on, in a sentence that names neither host nor path. `others` are programs besides ours. */
export function describeMachine(others: readonly string[]): string {
  const processor = cpus()[0]?.model.trim() ?? 'an unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB (${hugePages()})`;
  const programs = [`Bun ${Bun.version}`, `PostgreSQL ${findBinaries().major}`, ...others];
  return `${availableParallelism()} cores of ${processor}, ${memory}, ${type()} ${release().split('-')[0]}; ${programs.join(', ')}`;
}

/** The programs that Visage is measured against or with, as far as they are here. */
export function references(): string[] {
  return [
    version('nginx', [nginxProgram() ?? 'nginx', '-v'], /nginx\/(\S+)/),
    version('Django', [python, '-c', 'import django; print(django.__version__)'], /(\S+)/),
    version('gunicorn', [python, '-c', 'import gunicorn; print(gunicorn.__version__)'], /(\S+)/),
    version('wrk', ['wrk', '-v'], /wrk (?:debian\/)?([\w.]+)/),
  ].filter((program) => program !== null);
}

/** What Linux has set aside for Postgres to keep its buffers in (PostgreSQL manual, section 19.4.5), if anything. */
function hugePages(): string {
  try {
    const facts = readFileSync('/proc/meminfo', 'utf8');
    const fact = (name: string) => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(facts)?.[1] ?? 0);
    const gibibytes = (fact('HugePages_Total') * fact('Hugepagesize')) / 2 ** 20;
    return gibibytes > 0 ? `${gibibytes.toFixed(1)} of them huge pages` : 'no huge pages';
  } catch {
    return 'no huge pages';
  }
}

/** Null where the program is not there. */
function version(name: string, command: string[], pattern: RegExp): string | null {
  if (Bun.which(command[0] ?? '') === null) return null;
  const { stdout, stderr } = Bun.spawnSync(command);
  const found = pattern.exec(`${stdout}${stderr}`)?.[1];
  return found === undefined ? null : `${name} ${found}`;
}
