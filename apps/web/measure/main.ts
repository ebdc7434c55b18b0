import { openPopulatedSite } from '../e2e/populated-site';
import { accessibility } from './accessibility';
import { directory } from './directory';
import { type Measure, print } from './finding';
import { firstLoad } from './first-load';
import { interaction } from './interaction';
import { layoutShift } from './layout-shift';
import { lighthouseScores } from './lighthouse';

/** `bun run measure [name …]`: what the web app promises, measured on a Visage and a Chromium of its own. */
const measures: readonly Measure[] = [firstLoad, layoutShift, accessibility, interaction, directory, lighthouseScores];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !measures.some((measure) => measure.name === name));
if (unknown.length > 0) {
  const names = measures.map(({ name }) => name).join(', ');
  console.error(`There is no measure ${unknown.join(', ')}. There are: ${names}.`);
  process.exit(2);
}

const wanted = measures.filter(({ name }) => asked.length === 0 || asked.includes(name));
const site = await openPopulatedSite();
let ended: NodeJS.Signals | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    ended = signal;
    // What is measured fails then, and all is put away below.
    void site.close();
  });
}
let missed = 0;
try {
  for (const measure of wanted) {
    for await (const finding of measure.run(site)) {
      print(finding);
      if (finding.holds === false) missed += 1;
    }
  }
  console.log(missed === 0 ? '\nEverything holds.' : `\n${missed} missed.`);
  process.exitCode = missed === 0 ? 0 : 1;
} catch (error) {
  console.error(ended ? `ended by ${ended}` : error);
  process.exitCode = ended ? 130 : 1;
} finally {
  await site.close();
}
