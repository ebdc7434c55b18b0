import { layoutShiftOf } from '../e2e/layout-shift';
import { addressedScreens } from '../e2e/screens';
import type { Measure } from './finding';
import { viewports } from './viewports';

/** What moves while scripts, data and pictures come late. */
export const layoutShift: Measure = {
  name: 'cls',
  async *run(site) {
    for (const screen of addressedScreens) {
      for (const viewport of viewports) {
        const page = await site.visitorOf(screen, { viewport });
        const { score, moved } = await layoutShiftOf(page, screen);
        await page.context().close();
        yield {
          name: `cls ${screen.name} at ${viewport.width} px`,
          figure: score === 0 ? '0' : score.toFixed(4),
          bound: '0',
          holds: score === 0,
          details: moved,
        };
      }
    }
  },
};
