import { expect, test } from 'bun:test';
import { exportName } from './export-name';

test('a file of someone’s data says whose and of which day it is, in their own time', () => {
  expect(exportName('ada-l_1', new Date(2026, 0, 5, 0, 30))).toBe('visage-ada-l_1-2026-01-05.json');
  expect(exportName('ada', new Date(2026, 11, 31, 23, 59))).toBe('visage-ada-2026-12-31.json');
});
