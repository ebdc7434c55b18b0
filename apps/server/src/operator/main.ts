import { SettingsError } from '../env';
import { DataDirInUse } from '../storage/embedded/data-dir-lock';
import { type Command, CommandError } from './command';
import { demo } from './demo';

/** `bun visage <command>` */
const commands: Record<string, Command> = { demo };

const [name = 'help', ...words] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
try {
  if (!command) {
    const lines = Object.entries(commands).map(([each, { summary }]) => `  bun visage ${each.padEnd(8)} ${summary}`);
    console.log(`Commands:\n${lines.join('\n')}`);
    process.exit(name === 'help' ? 0 : 2);
  }
  await command.run(words);
  process.exit(0);
} catch (error) {
  const expected = error instanceof CommandError || error instanceof SettingsError || error instanceof DataDirInUse;
  console.error(expected ? error.message : error);
  process.exit(1);
}
