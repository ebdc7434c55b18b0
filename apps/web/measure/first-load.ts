import { bytesOf, mostScript, scriptsBeyond, scriptsOf } from '../e2e/first-load';
import { addressedScreens, screens } from '../e2e/screens';
import type { Measure } from './finding';

/** How much script each screen loads when it is the first, and whether it has any of its own. */
export const firstLoad: Measure = {
  name: 'javascript',
  async *run(site) {
    const landing = await load(landingScreen);
    for (const screen of addressedScreens) {
      const scripts = await load(screen);
      const bytes = bytesOf(scripts);
      const beyond = bytesOf(scriptsBeyond(landing, scripts));
      const isSplit = screen.path === landingScreen.path || beyond > 0;
      yield {
        name: `javascript ${screen.name}`,
        figure: `${kilo(bytes)} gzipped, ${kilo(beyond)} of it beyond the landing page`,
        bound: `≤ ${kilo(mostScript)}, routes split`,
        holds: bytes <= mostScript && isSplit,
      };
    }

    async function load(screen: (typeof screens)[number]) {
      const page = await site.visitorOf(screen);
      const scripts = await scriptsOf(page, screen);
      await page.context().close();
      return scripts;
    }
  },
};

const landingScreen = screens[0] as (typeof screens)[number];

const kilo = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
