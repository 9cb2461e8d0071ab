import { describe, expect, it } from 'vitest';
import { toEquityData, zip } from './equity';

describe('a curve for the chart', () => {
  it('pairs times with values', () =>
    expect(zip({ times: [1, 2], equity: ['5', '6'] })).toEqual([
      [1, '5'],
      [2, '6'],
    ]));
  it('falls from its peak', () => {
    const data = toEquityData([
      [1, '100'],
      [2, 200],
      [3, '150'],
    ]);
    expect(data.equity).toEqual([100, 200, 150]);
    expect(data.drawdown).toEqual([0, 0, -0.25]);
  });
});
