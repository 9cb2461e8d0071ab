import { expect, it } from 'vitest';
import { aligned, relative } from './curves';

it('begins every curve at nothing', () => expect(relative([200, 220, 100])).toEqual([0, 0.10000000000000009, -0.5]));

it('lays curves with other times over one another', () => {
  const { times, rows } = aligned([
    { name: 'a', times: [1, 3], values: [100, 150] },
    { name: 'b', times: [2, 3, 4], values: [10, 10, 20] },
  ]);
  expect(times).toEqual([1, 2, 3, 4]);
  expect(rows[0]).toEqual([0, 0, 0.5, null]);
  expect(rows[1]).toEqual([null, 0, 0, 1]);
});
