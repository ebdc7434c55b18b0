import { expect, test } from 'bun:test';
import { type Change, nobody } from './history';
import { withoutOld } from './notebook';

const change = (ack: number, ...routes: string[]): Change => ({
  ...{ family: 'f', what: `${ack}`, process: 0, begin: ack, ack },
  after: Object.fromEntries(routes.map((route) => [route, nobody])),
});

test('of what is old, only the last change of each route is kept', () => {
  const changes = [change(1, 'a', 'b'), change(2, 'a'), change(3, 'a'), change(11, 'a', 'b'), change(12, 'b')];
  expect(withoutOld(changes, 10).map(({ ack }) => ack)).toEqual([1, 3, 11, 12]);
});

test('a change that may never have happened is kept until something later is known', () => {
  const never = { ...change(Number.POSITIVE_INFINITY, 'a'), begin: 2 };
  expect(withoutOld([change(1, 'a'), never], 10)).toHaveLength(2);
  expect(withoutOld([change(1, 'a'), never, change(3, 'a')], 10).map(({ ack }) => ack)).toEqual([3]);
});
