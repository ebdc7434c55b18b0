import { problemsOf } from '../e2e/axe';
import { isOnItsWay, screens, visit } from '../e2e/screens';
import type { Measure } from './finding';
import { viewports } from './viewports';

/** Axe, on each screen, in both themes, on a phone and a desktop. */
export const accessibility: Measure = {
  name: 'axe',
  async *run(site) {
    for (const screen of screens) {
      const problems: string[] = [];
      for (const viewport of viewports) {
        const page = await site.visitorOf(screen, { viewport });
        await visit(page, screen, site);
        problems.push(...(await problemsOf(page)).filter((each) => !isOnItsWay(screen, each)));
        await page.context().close();
      }
      const figure = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
      yield { name: `axe ${screen.name}`, figure, bound: '0', holds: problems.length === 0, details: problems };
    }
  },
};
