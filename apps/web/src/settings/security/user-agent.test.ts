import { expect, test } from 'bun:test';
import { readUserAgent } from './user-agent';

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const chromium = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

test.each([
  ['Chrome', 'Windows', `${windows} ${chromium} Safari/537.36`],
  ['Edge', 'Windows', `${windows} ${chromium} Safari/537.36 Edg/142.0.0.0`],
  ['Opera', 'Windows', `${windows} ${chromium} Safari/537.36 OPR/124.0.0.0`],
  ['Firefox', 'Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0'],
  ['Safari', 'Mac', `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15`],
  ['Chrome', 'ChromeOS', `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chromium} Safari/537.36`],
  ['Chrome', 'Linux', `Mozilla/5.0 (X11; Linux x86_64) ${chromium.replace('Chrome', 'HeadlessChrome')} Safari/537.36`],
  ['Firefox', 'Linux', 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'],
])('a computer is named by its browser and its system: %s on %s', (browser, system, userAgent) => {
  expect(readUserAgent(userAgent)).toEqual({ browser, system, isHandheld: false });
});

test.each([
  ['Safari', 'iPhone', `${phone} Version/18.6 Mobile/15E148 Safari/604.1`],
  ['Chrome', 'iPhone', `${phone} CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1`],
  ['Firefox', 'iPhone', `${phone} FxiOS/145.0 Mobile/15E148 Safari/605.1.15`],
  ['Edge', 'iPad', `${phone.replaceAll('iPhone', 'iPad')} EdgiOS/142.0 Version/18.0 Mobile/15E148 Safari/604.1`],
  ['Chrome', 'Android', `Mozilla/5.0 (Linux; Android 10; K) ${chromium} Mobile Safari/537.36`],
  [
    'Samsung Internet',
    'Android',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
  ],
])('a phone and a tablet are known as such: %s on %s', (browser, system, userAgent) => {
  expect(readUserAgent(userAgent)).toEqual({ browser, system, isHandheld: true });
});

test('what says little is named as far as it goes, and what says nothing not at all', () => {
  expect(readUserAgent('curl/8.14.1')).toEqual({ browser: 'curl', system: undefined, isHandheld: false });
  expect(readUserAgent('Mozilla/5.0 (Windows NT 10.0) Something/1')).toMatchObject({
    browser: undefined,
    system: 'Windows',
  });
  expect(readUserAgent('')).toEqual({ browser: undefined, system: undefined, isHandheld: false });
});
