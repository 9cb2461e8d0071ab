import { describe, expect, it } from 'vitest';
import { type FanDay, fanData, fanSummary } from './fan';

const fan: FanDay[] = [
  { day: 0, return: { p05: 0, p25: 0, median: 0, p75: 0, p95: 0 } },
  { day: 125, return: { p05: -0.2, p25: -0.05, median: 0.04, p75: 0.15, p95: null } },
];

describe('a fan', () => {
  it('has its highest line first, each on all days', () => {
    expect(fanData(fan)).toEqual({
      names: ['95%', '75%', 'median', '25%', '5%'],
      times: [0, 125],
      rows: [
        [0, null],
        [0, 0.15],
        [0, 0.04],
        [0, -0.05],
        [0, -0.2],
      ],
    });
  });

  it('says how it ends', () => {
    expect(fanSummary(fan, 'Return')).toBe(
      'Return: after 125 days half of the series stand between −5.00% and +15.00%, nine of ten between −20.00% and —; in the middle +4.00%.',
    );
    expect(fanSummary([], 'Return')).toBe('Return: nothing was drawn.');
  });
});
