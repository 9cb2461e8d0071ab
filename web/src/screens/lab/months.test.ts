import { describe, expect, it } from 'vitest';
import { monthlyReturns } from './months';

const day = (year: number, month: number, dayOfMonth: number) => Date.UTC(year, month - 1, dayOfMonth);

describe('months of a curve', () => {
  it('goes from the last point before a month to its own last', () => {
    const rows = monthlyReturns([
      [day(2023, 11, 30), '100'],
      [day(2023, 12, 15), '110'],
      [day(2024, 1, 1), '121'],
      [day(2024, 2, 10), '60.5'],
    ]);
    expect(rows.map(row => row.year)).toEqual([2023, 2024]);
    expect(rows[0]?.months[10]).toBeCloseTo(0);
    expect(rows[0]?.months[11]).toBeCloseTo(0.21);
    expect(rows[1]?.months[0]).toBeNull();
    expect(rows[1]?.months[1]).toBeCloseTo(-0.5);
    expect(rows[0]?.total).toBeCloseTo(0.21);
    expect(rows[1]?.total).toBeCloseTo(-0.5);
  });
  it('has nothing to say of no points', () => expect(monthlyReturns([])).toEqual([]));
});
