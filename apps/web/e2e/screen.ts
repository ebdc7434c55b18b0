import type { Page } from 'playwright-core';
import type { PopulatedSite, Who } from './populated-site';

/** Someone's first sight of a part of Visage. */
export interface Screen {
  /** Also the name of its files. */
  name: string;
  path: string;
  who: Who;
  /** What is done before it is opened, for screens that show something amiss. */
  prepare?(page: Page): Promise<unknown>;
  /** What is there in the end, by its words or its label, where the screen itself doesn't come to rest or is missing. */
  shows?: string;
  /** What is done when the page is there, for screens that have no address. */
  open?(page: Page, site: PopulatedSite): Promise<void>;
}
