import { parseArgs } from 'node:util';
import { prove } from './prove';
import { reportOf } from './report';

/**
 * `bun run prove`: whether SPEC section 9 holds for three processes under load while things break. Exits with 1 when it
 * does not. `--seconds N` for longer than a minute, `--seed TEXT` to choose alike again, `--no-faults` to break nothing,
 * `--liar` to see a violation found, `--log-level error` to hear the processes.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: crypto.randomUUID().slice(0, 8) },
    'no-faults': { type: 'boolean', default: false },
    'log-level': { type: 'string', default: 'silent' },
    liar: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
if (!(seconds >= 15)) throw new Error('--seconds is a number from 15');

const start = performance.now();
const stopping = new AbortController();
process.on('SIGINT', () => stopping.abort());
process.on('SIGTERM', () => stopping.abort());
const say = (line: string) => console.log(line);
say(`seed ${values.seed}, ${seconds} s`);
const { seed, liar } = values;
const plan = { seconds, seed, liar, faults: !values['no-faults'], logLevel: values['log-level'] };
const book = await prove(plan, stopping.signal);
for (const line of reportOf(book, start)) say(line);
process.exit(book.violations.length > 0 || book.breakdown !== null ? 1 : 0);
