import { expect, test } from 'bun:test';
import { accepts } from './accepted-encoding';

test('a coding is taken where it is named with a quality above nought', () => {
  for (const header of ['gzip', 'br, gzip', 'GZIP;q=0.5', 'br ; q=1 , gzip ; q=0.1'])
    expect(accepts(header, 'gzip')).toBe(true);
  for (const header of [null, '', 'br', 'gzip;q=0', '*', 'xgzip']) expect(accepts(header, 'gzip')).toBe(false);
});
