import { words } from './words';

/** What someone browses with, in names people know; undefined where it doesn't say. */
export interface Agent {
  browser: string | undefined;
  system: string | undefined;
  isHandheld: boolean;
}

/**
 * By what a browser puts into its `User-Agent` beside the names it claims for compatibility: the first that matches. Each of
 * them claims to be Safari, and most to be Chrome, so those come last. Versions are left out; browsers freeze them
 * (https://www.chromium.org/updates/ua-reduction/).
 */
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPT\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bDuckDuckGo\/|\bDdg\//, 'DuckDuckGo'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\b(Headless)?Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bChromium\//, 'Chromium'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const systems: readonly [RegExp, string][] = [
  [/\biPhone\b|\biPod\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b|\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

const handhelds: ReadonlySet<string | undefined> = new Set(['iPhone', 'iPad', 'Android']);

export function readUserAgent(userAgent: string): Agent {
  const first = (table: readonly [RegExp, string][]) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = first(systems);
  return { browser: first(browsers), system, isHandheld: handhelds.has(system) };
}

/** In one line, for people. */
export function nameOfAgent(userAgent: string): string {
  const { browser, system } = readUserAgent(userAgent);
  if (browser && system) return words.on(browser, system);
  return browser ?? system ?? words.browsers.unknown;
}
