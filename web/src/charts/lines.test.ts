import { describe, expect, it } from 'vitest';
import { byPanel, merged, plain } from './lines';

const fast = {
  name: 'fast',
  panel: '',
  points: [
    [1, 10],
    [3, 12],
  ] as const,
};
const slow = {
  name: 'slow',
  panel: '',
  points: [
    [2, 20],
    [3, null],
  ] as const,
};
const rsi = { name: 'rsi', panel: 'RSI', points: [[1, 55.123456789]] as const };

describe('lines', () => {
  it('come together on all their times', () => {
    expect(merged([fast, slow])).toEqual({
      times: [1, 2, 3],
      rows: [
        [10, null, 12],
        [null, 20, null],
      ],
    });
  });

  it('are grouped by their panel in the order they came', () => {
    expect(byPanel([fast, rsi, slow])).toEqual([
      { panel: '', lines: [fast, slow] },
      { panel: 'RSI', lines: [rsi] },
    ]);
  });

  it('show the digits that count', () => {
    expect(plain(55.123456789)).toBe('55.123457');
    expect(plain(null)).toBe('—');
  });
});
