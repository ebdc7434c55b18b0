import { SettingsError } from '../env';
import { ClusterOfAnotherMajor } from '../storage/embedded/cluster';
import { DataDirInUse } from '../storage/embedded/data-dir-lock';
import { isUnavailable, refusalOf } from '../storage/unavailable';
import { admin } from './admin';
import { type Command, CommandError } from './command';
import { demo } from './demo';
import { doctor } from './doctor';
import { exportCommand } from './export';
import { importCommand } from './import';

/** `bun visage <command>` */
const commands: Record<string, Command> = {
  demo,
  export: exportCommand,
  import: importCommand,
  doctor,
  admin,
};

const [name = 'help', ...words] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
try {
  if (!command) {
    const asked = /^(help|--help|-h)$/.test(name);
    const lines = Object.entries(commands).map(([each, { summary }]) => `  bun visage ${each.padEnd(8)} ${summary}`);
    const text = `Commands, each with --help:\n${lines.join('\n')}`;
    if (asked) console.log(text);
    else console.error(`There is no command ${name}.\n${text}`);
    process.exit(asked ? 0 : 2);
  }
  if (words.some((word) => word === '--help' || word === '-h')) console.log(command.help);
  else await command.run(words);
  process.exit(process.exitCode ?? 0);
} catch (error) {
  console.error(sentenceFor(error));
  process.exit(1);
}

/** What an operator can mend is said in a sentence; anything else is a defect and shows where. */
function sentenceFor(error: unknown): unknown {
  const expected = [CommandError, SettingsError, DataDirInUse, ClusterOfAnotherMajor].some(
    (kind) => error instanceof kind,
  );
  if (expected) return (error as Error).message;
  const refusal = refusalOf(error);
  if (refusal !== null)
    return `The database refuses this: ${refusal}. Give the command the primary, as the role that owns the tables.`;
  if (isUnavailable(error))
    return `The database can't be reached: ${(error as Error).message}. \`bun visage doctor\` says more.`;
  return error;
}
