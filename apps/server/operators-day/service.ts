import { join } from 'node:path';
import { documentedBlock, root } from './documented';
import { blocks } from './words';

/** How the system would run Visage: the unit, and the file of settings that docs/install.md makes for it. */
export interface Service {
  program: string[];
  /** What the unit itself sets. */
  environment: Record<string, string>;
  /** What /etc/visage.env sets. */
  settings: Record<string, string>;
}

export async function serviceOf(): Promise<Service> {
  const unit = await Bun.file(join(root, 'deploy/visage.service')).text();
  const [program, environment] = ['ExecStart', 'Environment'].map((name) => valueIn(unit, name).split(' '));
  return {
    program: program ?? [],
    environment: Object.fromEntries((environment ?? []).map(assignment)),
    settings: readEnvironmentFile(documentedBlock(...blocks.settings)),
  };
}

function valueIn(unit: string, name: string): string {
  const value = new RegExp(`^${name}=(.+)$`, 'm').exec(unit)?.[1];
  if (!value) throw new Error(`deploy/visage.service has no ${name}.`);
  return value;
}

/** As systemd reads it (systemd.exec(5), EnvironmentFile): comments are lines, never ends of lines. */
export function readEnvironmentFile(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(lines.filter((line) => line.trim() !== '' && !/^\s*[#;]/.test(line)).map(assignment));
}

function assignment(line: string): [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1).trim()];
}
